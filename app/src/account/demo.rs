//! The people of the demo town that everybody may be.

/// Their password.
pub const PASSWORD: &str = "alongside-demo";

/// Their emails, and who they are.
pub fn people() -> Vec<(String, String)> {
    [
        ("member@demo.test", "A member with connections, requests and conversations"),
        ("newcomer@demo.test", "A member who has just arrived"),
        ("supporter@demo.test", "A peer supporter who answers requests by hand"),
        ("leader@demo.test", "A group leader of the first organization"),
        ("orgadmin@demo.test", "The owner of the first organization"),
        ("admin@demo.test", "Staff"),
    ]
    .map(|(email, who)| (email.to_owned(), who.to_owned()))
    .to_vec()
}

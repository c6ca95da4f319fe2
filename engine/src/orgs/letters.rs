//! The letters of organizations. A subject says nothing that a glance at a locked phone should give away.

type SubjectAndBody = (String, String);

/// To somebody who is asked to help run an organization.
pub fn invitation(origin: &str, org: &str, slug: &str, role: &str, secret: &str, days: i64) -> SubjectAndBody {
    let body = format!(
        "Hello,\n\n{org} asks you to join its people on Alongside as {role}.\n\n\
         Read what that means and answer here:\n{origin}/organizations/{slug}/join?invitation={secret}\n\n\
         The link works for {days} days. If you don't know {org}, you can leave this letter alone.\n\nAlongside\n"
    );
    ("An invitation on Alongside".into(), body)
}

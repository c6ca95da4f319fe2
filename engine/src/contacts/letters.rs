//! The letters about connections. A subject says nothing that a glance at a locked phone should give away; no letter
//! holds a note, an address or a topic.

type SubjectAndBody = (String, String);

/// To the asked person.
pub fn asked(origin: &str, to: &str, asker: &str) -> SubjectAndBody {
    let body = format!(
        "Hello {to},\n\n{asker} asks to connect with you on Alongside. You decide whether and when to answer.\n\n\
         Read the request and answer it here:\n{origin}/contacts?tab=pending\n\nAlongside\n"
    );
    ("You have a new request on Alongside".into(), body)
}

/// To the one who asked, when the answer is yes.
pub fn approved(origin: &str, to: &str, asked: &str) -> SubjectAndBody {
    let body = format!(
        "Hello {to},\n\n{asked} approved your request. You are connected now and can write to each other.\n\n\
         Your contacts:\n{origin}/contacts\n\nAlongside\n"
    );
    ("Your request on Alongside was answered".into(), body)
}

/// To a person who approves automatically.
pub fn joined(origin: &str, to: &str, asker: &str) -> SubjectAndBody {
    let body = format!(
        "Hello {to},\n\n{asker} is now connected with you on Alongside. You chose to approve requests automatically.\n\n\
         Your contacts:\n{origin}/contacts\n\nAlongside\n"
    );
    ("You have a new contact on Alongside".into(), body)
}

//! Ids for those forms in which an id has to be a UUID.

use uuid::Uuid;

/// What of a conference is identified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuidOf {
    Session,
    Room,
    Person,
}

/// The UUID of what has that id, or that name, in a conference: the id itself where it is one, else one that is made of it (version 5:
/// RFC 9562, section 5.5).
pub fn guid(conference: &str, of: GuidOf, id: &str) -> String {
    if let Ok(own) = Uuid::try_parse(id) {
        return own.to_string();
    }
    let of = match of {
        GuidOf::Session => "session",
        GuidOf::Room => "room",
        GuidOf::Person => "person",
    };
    let name = serde_json::json!(["tidetable", conference, of, id]).to_string();
    Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()).to_string()
}

//! The stored records: any text is read or refused, and what is read is written and read again as it was.
#![no_main]

use serde_json::Value;
use tidetable::agenda::{decode, decode_seen, encode, encode_seen};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(agenda) = decode::<Value>(text) {
        assert_eq!(decode::<Value>(&encode(&agenda)).as_ref(), Ok(&agenda));
        let _ = (agenda.blocks(), agenda.friends(), agenda.changeover(), agenda.alarm());
    }
    let seen = decode_seen::<Value>(text);
    assert_eq!(decode_seen::<Value>(&encode_seen(&seen)), seen);
});

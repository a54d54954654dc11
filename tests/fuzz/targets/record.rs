//! The stored records: any text is read or refused, and what is read is written and read again as it was.
#![no_main]

use tidetable::agenda::{decode, decode_seen, encode, encode_seen};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(agenda) = decode(tidetable::json::parse, text) {
        assert_eq!(decode(tidetable::json::parse, &encode(&agenda)).as_ref(), Ok(&agenda));
        let _ = (agenda.blocks(), agenda.friends(), agenda.changeover(), agenda.alarm());
    }
    let seen = decode_seen(tidetable::json::parse, text);
    assert_eq!(decode_seen(tidetable::json::parse, &encode_seen(&seen)), seen);
});

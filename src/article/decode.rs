//! Bytes of any encoding to text. Order of evidence: byte order mark, valid UTF-8, the zero bytes of UTF-16,
//! then the statistics of chardetng. Deliberately absent: archives and compressed files.

use crate::article::error::MOST_FILE_BYTES;
use crate::article::error::Problem;
use chardetng::EncodingDetector;
use chardetng::Iso2022JpDetection;
use chardetng::Utf8Detection;
use encoding_rs::Encoding;
use encoding_rs::UTF_16BE;
use encoding_rs::UTF_16LE;

/// The first bytes of files that people mistake for text.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP or office document"),
    (b"\x89PNG", "PNG image"),
    (b"GIF8", "GIF image"),
    (b"\xFF\xD8\xFF", "JPEG image"),
    (b"\x1F\x8B", "gzip"),
    (b"\x28\xB5\x2F\xFD", "zstd"),
    (b"BZh", "bzip2"),
    (b"\xFD7zXZ", "xz"),
    (b"\x7FELF", "program"),
    (b"SQLite format 3", "SQLite database"),
    (b"\xD0\xCF\x11\xE0", "office document"),
    (b"{\\rtf", "RTF"),
];

/// The text of a file. Fails with `Empty`, `Binary` or `TooLarge`.
pub fn decode(bytes: &[u8]) -> Result<String, Problem> {
    if bytes.len() > MOST_FILE_BYTES {
        return Err(Problem::TooLarge { what: "the file", limit: MOST_FILE_BYTES });
    }
    if let Some((_, kind)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Err(Problem::Binary(kind));
    }
    let text = text_of(bytes);
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').is_empty() {
        return Err(Problem::Empty);
    }
    if looks_binary(&text) {
        return Err(Problem::Binary("of no known encoding"));
    }
    Ok(text)
}

fn text_of(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return encoding.decode_without_bom_handling(rest).0.into_owned();
    }
    let escapes = bytes.contains(&0x1B);
    if !escapes
        && let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return text.to_owned();
    }
    if let Some(encoding) = utf16_by_zeros(bytes) {
        return encoding.decode_without_bom_handling(bytes).0.into_owned();
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Allow);
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

/// Latin text in UTF-16 has a zero in every second byte; binary data has them everywhere or nowhere.
fn utf16_by_zeros(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..4096).unwrap_or(bytes);
    let zeros =
        |parity: usize| sample.iter().skip(parity).step_by(2).filter(|it| **it == 0).count();
    let half = sample.len() / 2;
    let (even, odd) = (zeros(0), zeros(1));
    if half < 4 || !bytes.len().is_multiple_of(2) {
        None
    } else if odd * 3 > half && even * 20 < half {
        Some(UTF_16LE)
    } else if even * 3 > half && odd * 20 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// More than one in two hundred characters is a control, a replacement mark or unassigned by the encoding.
fn looks_binary(text: &str) -> bool {
    let mut all = 0_usize;
    let mut bad = 0_usize;
    for c in text.chars() {
        all += 1;
        let control =
            c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}');
        let private = ('\u{E000}'..='\u{F8FF}').contains(&c);
        bad += usize::from(control || private || c == '\u{FFFD}');
    }
    bad * 200 > all && bad > 1
}

#[cfg(test)]
mod tests {
    use crate::article::decode::decode;
    use crate::article::error::Problem;
    use encoding_rs::Encoding;

    fn encoded(label: &str, text: &str) -> Vec<u8> {
        Encoding::for_label(label.as_bytes()).unwrap().encode(text).0.into_owned()
    }

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|it| if little { it.to_le_bytes() } else { it.to_be_bytes() })
            .collect()
    }

    #[test]
    fn encodings() {
        let french = "Le président français a reçu à l'Élysée le chancelier ; l'été dernier, à Évian, ils s'étaient déjà parlé.";
        let russian =
            "Министр иностранных дел России прибыл в Токио на переговоры с японским коллегой.";
        let japanese = "ロシアの外相は火曜日に東京に到着し、日本の外相と会談した。";
        let marked = |mark: &[u8], rest: Vec<u8>| [mark.to_vec(), rest].concat();
        let rows: &[(&str, Vec<u8>, &str)] = &[
            ("utf-8", french.as_bytes().to_vec(), french),
            ("utf-8 with mark", marked(b"\xEF\xBB\xBF", french.as_bytes().to_vec()), french),
            ("utf-16le with mark", marked(b"\xFF\xFE", utf16(russian, true)), russian),
            ("utf-16be with mark", marked(b"\xFE\xFF", utf16(japanese, false)), japanese),
            ("utf-16le bare", utf16(french, true), french),
            ("utf-16be bare", utf16(french, false), french),
            ("windows-1252", encoded("windows-1252", french), french),
            ("windows-1251", encoded("windows-1251", russian), russian),
            ("koi8-r", encoded("koi8-r", russian), russian),
            ("shift_jis", encoded("shift_jis", japanese), japanese),
            ("euc-jp", encoded("euc-jp", japanese), japanese),
            ("iso-2022-jp", encoded("iso-2022-jp", japanese), japanese),
        ];
        let wrong: Vec<_> = rows
            .iter()
            .filter_map(|(name, bytes, expected)| {
                let found = decode(bytes);
                (found.as_deref() != Ok(*expected)).then(|| format!("{name}: {found:?}"))
            })
            .collect();
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn what_is_no_text() {
        let noise: Vec<u8> =
            (0..2500_u32).flat_map(|i| i.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
        let rows: &[(&[u8], Problem)] = &[
            (b"", Problem::Empty),
            (b" \r\n\t\n", Problem::Empty),
            (b"\xEF\xBB\xBF", Problem::Empty),
            (b"%PDF-1.4 and so on", Problem::Binary("PDF")),
            (b"\x1F\x8B\x08\x00", Problem::Binary("gzip")),
            (b"\x00\x01\x02\x03\x04\x05", Problem::Binary("of no known encoding")),
            (&noise, Problem::Binary("of no known encoding")),
        ];
        for (bytes, expected) in rows {
            assert_eq!(decode(bytes).as_ref(), Err(expected));
        }
    }
}

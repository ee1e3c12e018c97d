//! A writer of PDF files, sound or not.

use std::io::Write;

use flate2::{Compression, write::ZlibEncoder};

/// The objects of a file, as they come.
#[derive(Debug, Clone, Default)]
pub(super) struct Pdf {
    bytes: Vec<u8>,
    places: Vec<(u32, usize)>,
}

impl Pdf {
    /// A catalog (1), a tree of pages (2), one page (3) with the content 4 and these resources.
    pub(super) fn page(resources: &str) -> Self {
        Self::new()
            .object(1, "<</Type/Catalog/Pages 2 0 R>>")
            .object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>")
            .object(3, &format!("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>{resources}>>>>"))
            .object(5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    }

    pub(super) fn new() -> Self {
        Self { bytes: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec(), places: Vec::new() }
    }

    pub(super) fn object(self, number: u32, body: &str) -> Self {
        self.raw(number, body.as_bytes())
    }

    pub(super) fn raw(mut self, number: u32, body: &[u8]) -> Self {
        self.places.push((number, self.bytes.len()));
        self.bytes.extend(format!("{number} 0 obj\n").bytes());
        self.bytes.extend_from_slice(body);
        self.bytes.extend(b"\nendobj\n");
        self
    }

    pub(super) fn stream(self, number: u32, keys: &str, data: &[u8]) -> Self {
        let mut body = format!("<<{keys}/Length {}>>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend(b"\nendstream");
        self.raw(number, &body)
    }

    /// Ends with a table of places and a trailer with these keys beside the root.
    pub(super) fn end(mut self, keys: &str) -> Vec<u8> {
        let start = self.bytes.len();
        self.bytes.extend(b"xref\n");
        for (number, place) in &self.places {
            self.bytes.extend(format!("{number} 1\n{place:010} 00000 n \n").bytes());
        }
        let size = self.places.iter().map(|(number, _)| number + 1).max().unwrap_or(1);
        let size = if keys.contains("/Size") { String::new() } else { format!("/Size {size}") };
        let trailer = format!("trailer\n<</Root 1 0 R{size}{keys}>>\nstartxref\n{start}\n%%EOF\n");
        self.bytes.extend(trailer.bytes());
        self.bytes
    }

    /// How many bytes there are so far.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }
}

/// The words that a page of ours shows.
pub(super) const WORDS: &[u8] = b"BT /F 12 Tf 50 700 Td (Zoe Martin) Tj ET\n";

pub(super) fn flate(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data).and_then(|()| encoder.finish()).expect("memory takes it")
}

/// A run of about so many blanks as Flate packs it: written bit by bit, since a packer takes seconds for what a bomb unpacks to.
pub(super) fn flate_blanks(count: usize) -> Vec<u8> {
    const MATCH: &str = "1100010100000";
    const MATCH_BYTES: usize = 258;
    // One block of fixed codes: a blank, then "the byte before, 258 times" ten times, then the end.
    let text = format!("110{}{}0000000", "01010000", MATCH.repeat(10));
    let bits: Vec<u8> = text.bytes().map(|bit| bit - b'0').collect();
    let block: Vec<u8> =
        bits.chunks(8).map(|eight| eight.iter().rev().fold(0, |byte, bit| byte << 1 | bit)).collect();
    // Eight matches are 13 whole bytes, which can stand there any number of times.
    let times = count / (8 * MATCH_BYTES);
    let blanks = 1 + (10 + 8 * times) as u64 * MATCH_BYTES as u64;
    [&[0x78, 0x01], &block[..2], &block[2..15].repeat(times), &block[2..], &adler_of_blanks(blanks)].concat()
}

fn adler_of_blanks(count: u64) -> [u8; 4] {
    const MODULUS: u64 = 65_521;
    let blank = u64::from(b' ');
    let low = (1 + blank * count) % MODULUS;
    let high = (count + blank * (count * (count + 1) / 2 % MODULUS)) % MODULUS;
    ((high << 16 | low) as u32).to_be_bytes()
}

/// A run of blanks as LZW packs it: each code is one blank longer than the one before, as long as codes have nine bits.
pub(super) fn lzw_blanks(runs: usize) -> Vec<u8> {
    const CLEAR: u32 = 256;
    const FIRST: u32 = 258;
    const WIDTH: u32 = 9;
    let (mut bytes, mut held, mut bits) = (Vec::new(), 0_u32, 0);
    for code in (0..runs).flat_map(|_| [CLEAR, u32::from(b' ')].into_iter().chain(FIRST..500)) {
        held = held << WIDTH | code;
        bits += WIDTH;
        while bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
        }
        held &= (1 << bits) - 1;
    }
    bytes.extend([(held << (8 - bits)) as u8, 0]);
    bytes
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn a_run_unpacks() {
        for count in [0, 5_000, 1_000_000] {
            let mut bytes = Vec::new();
            flate2::read::ZlibDecoder::new(&flate_blanks(count)[..]).read_to_end(&mut bytes).unwrap();
            assert!(
                bytes.len() >= count && bytes.len() < count + 6_000 && bytes.iter().all(|byte| *byte == b' ')
            );
        }
    }
}

//! What the bytes of an RTF stand for: an encoding of the web, or a code page of DOS, which the web never had.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// The characters of bytes 128 to 255 in the code page of the first PCs.
const OF_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ\
     áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐\
     └┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀\
     αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
/// The same in the one of Western Europe.
const OF_850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒ\
     áíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
     └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀\
     ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// How bytes are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    Web(&'static Encoding),
    /// The characters of bytes 128 to 255; the others are ASCII.
    Dos(&'static str),
}

impl Charset {
    pub(super) const WINDOWS: Self = Self::Web(WINDOWS_1252);
    pub(super) const MAC: Self = Self::Web(MACINTOSH);
    pub(super) const PC: Self = Self::Dos(OF_437);
    pub(super) const PS2: Self = Self::Dos(OF_850);

    /// That of a code page by its number.
    pub(super) fn of_page(page: i32) -> Option<Self> {
        match page {
            437 => Some(Self::PC),
            850 => Some(Self::PS2),
            _ => u16::try_from(page).ok().and_then(codepage::to_encoding).map(Self::Web),
        }
    }

    /// That of a font by the number of its character set.
    pub(super) fn of_font(number: i32) -> Option<Self> {
        let page = match number {
            77 => return Some(Self::MAC),
            128 => 932,
            129 => 949,
            134 => 936,
            136 => 950,
            161 => 1253,
            162 => 1254,
            163 => 1258,
            177 => 1255,
            178 => 1256,
            186 => 1257,
            204 => 1251,
            222 => 874,
            238 => 1250,
            _ => return None,
        };
        Self::of_page(page)
    }

    pub(super) fn decode(self, bytes: &[u8]) -> String {
        match self {
            Self::Web(encoding) => encoding.decode_without_bom_handling(bytes).0.into_owned(),
            Self::Dos(upper) => {
                let upper: Vec<char> = upper.chars().collect();
                let read = |byte: u8| match byte.checked_sub(128) {
                    Some(place) => {
                        upper.get(usize::from(place)).copied().unwrap_or(char::REPLACEMENT_CHARACTER)
                    }
                    None => char::from(byte),
                };
                bytes.iter().map(|byte| read(*byte)).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_dos_are_read_by_their_own_tables() {
        assert_eq!((OF_437.chars().count(), OF_850.chars().count()), (128, 128));
        let read = |page, bytes: &[u8]| Charset::of_page(page).map(|charset| charset.decode(bytes));
        assert_eq!(read(437, b"Zo\x82 \x9b\xe1\xff").as_deref(), Some("Zoé ¢ß\u{a0}"));
        assert_eq!(read(850, b"Zo\x82 \xb7 \xd4\xd2 \xbd \xa9").as_deref(), Some("Zoé À ÈÊ ¢ ®"));
        assert_eq!(read(1252, b"Zo\xe9").as_deref(), Some("Zoé"));
        assert_eq!(read(-1, b""), None);
    }
}

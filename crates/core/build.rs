//! Packs the rules of telephone numbers by country: the crate that has them takes 0.2 seconds to read them all, and a number asks for one.
#![expect(
    clippy::disallowed_methods,
    reason = "a build script finds its place in the environment and writes a file"
)]

use std::{env, fs, io, path::Path};

use phonenumber::metadata::{DATABASE, Descriptor, Metadata, loader};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    let mut codes: Vec<(u16, Vec<u8>)> = Vec::new();
    for code in 1..1_000 {
        if let Some(regions) = DATABASE.by_code(&code) {
            let rules: Vec<loader::Metadata> = regions.into_iter().map(rules).collect();
            codes.push((code, postcard::to_allocvec(&rules).map_err(io::Error::other)?));
        }
    }
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let packed = postcard::to_allocvec(&codes).map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("dialling.bin"), packed)
}

/// The rules of one region, without those of how its numbers are shown.
fn rules(region: &Metadata) -> loader::Metadata {
    let known = region.descriptors();
    loader::Metadata {
        general: kind(Some(known.general())),
        fixed_line: kind(known.fixed_line()),
        mobile: kind(known.mobile()),
        toll_free: kind(known.toll_free()),
        premium_rate: kind(known.premium_rate()),
        shared_cost: kind(known.shared_cost()),
        personal_number: kind(known.personal_number()),
        voip: kind(known.voip()),
        pager: kind(known.pager()),
        uan: kind(known.uan()),
        voicemail: kind(known.voicemail()),
        no_international: kind(known.no_international()),
        id: Some(region.id().to_owned()),
        country_code: Some(region.country_code()),
        international_prefix: region.international_prefix().map(|rule| ascii(rule.as_str())),
        national_prefix: region.national_prefix().map(str::to_owned),
        national_prefix_for_parsing: region.national_prefix_for_parsing().map(|rule| ascii(rule.as_str())),
        national_prefix_transform_rule: region.national_prefix_transform_rule().map(str::to_owned),
        main_country_for_code: region.is_main_country_for_code(),
        leading_digits: region.leading_digits().map(|rule| ascii(rule.as_str())),
        ..loader::Metadata::default()
    }
}

fn kind(known: Option<&Descriptor>) -> Option<loader::Descriptor> {
    known.map(|known| loader::Descriptor {
        national_number: Some(ascii(known.national_number().as_str())),
        possible_length: known.possible_length().to_vec(),
        possible_local_length: known.possible_local_length().to_vec(),
        example: None,
    })
}

/// Numbers are brought to ASCII digits before a rule reads them, and the digits of all scripts take long to compile.
fn ascii(rule: &str) -> String {
    rule.replace(r"\d", "[0-9]")
}

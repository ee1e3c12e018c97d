#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| sartor_fuzz::lexicon(bytes));

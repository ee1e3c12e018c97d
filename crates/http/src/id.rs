//! Ids that no one guesses.

/// 128 random bits as 32 hexadecimal digits.
///
/// Where the system gives no randomness there is no id worth having: the request ends.
pub(crate) fn fresh() -> String {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).expect("the system gives randomness");
    format!("{:032x}", u128::from_be_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_long_and_differ() {
        let ids: std::collections::BTreeSet<String> = (0..1000).map(|_| fresh()).collect();
        let hex = |id: &String| id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
        assert!(ids.len() == 1000 && ids.iter().all(hex));
    }
}

//! What the tools people use today get wrong in texts: one test a line of that list.

use super::{ENGINE, hides, shows, skills};

#[test]
fn accented_french_words_stay_whole_and_short_names_live() {
    let tokens = sartor_core::text::Tokens::of("Développeur, sécurité, intégration");
    assert_eq!(tokens.words().collect::<Vec<_>>(), ["developpeur", "securite", "integration"]);
    shows("Développement en Go, C#, C++ et R", &["lang.go", "lang.csharp", "lang.cpp", "lang.r"]);
}

#[test]
fn no_name_is_found_inside_another_word() {
    hides("JavaScript", &["lang.java"]);
    hides("keyword, community, digital, platform", &["tool.word", "fw.unity", "tool.git", "tool.terraform"]);
    assert_eq!(skills("MySQL").into_iter().collect::<Vec<_>>(), ["db.mysql"]);
}

#[test]
fn signs_belong_to_names() {
    assert_eq!(skills("C++").into_iter().collect::<Vec<_>>(), ["lang.cpp"]);
    shows("Développeur C# et .NET", &["lang.csharp", "fw.dotnet"]);
    hides("Développeur C# et C++", &["lang.c"]);
}

#[test]
fn dotted_and_hyphenated_forms_are_found() {
    for text in ["react.js", "React JS", "react-js", "ReactJS"] {
        shows(&format!("TypeScript, {text}"), &["fw.react"]);
    }
    for text in ["Node.js", "node js", "NodeJS", "node-js"] {
        shows(text, &["lang.nodejs"]);
    }
    for text in ["CI/CD", "CI CD", "CICD", "ci-cd"] {
        shows(text, &["ci.cicd"]);
    }
}

#[test]
fn stems_never_join_names() {
    assert!(!skills("Javascripts et Javas").contains("lang.java"));
    shows("AWS, iOS, Redis", &["cloud.aws", "db.redis"]);
    hides("Les awes et les redisons", &["cloud.aws", "db.redis"]);
}

#[test]
fn links_initials_and_comparisons_name_no_skill() {
    hides("Profil : indeed.com/r/Jean-Martin", &["lang.r"]);
    hides("Écrit par R. Martin", &["lang.r"]);
    hides("voir http://exemple.fr et https://exemple.org/rust", &["proto.http", "lang.rust"]);
    hides("less than 1 year of experience", &["lang.less"]);
    hides("zoe@docker.com", &["tool.docker"]);
}

#[test]
fn ordinary_words_are_told_from_names() {
    hides(
        "You will go far, excel in your work, express ideas, spring into action and react to change.",
        &["lang.go", "tool.excel", "fw.express", "fw.spring", "fw.react"],
    );
    hides(
        "A swift answer about rust on steel, the rest of the node of the network, the chef and the soap.",
        &["lang.swift", "lang.rust", "api.rest", "lang.nodejs", "tool.chef", "proto.soap"],
    );
    shows("java java-ee spring hibernate", &["lang.java", "fw.java_ee", "fw.spring", "fw.hibernate"]);
    shows("tags: docker react node rust", &["tool.docker", "fw.react", "lang.nodejs", "lang.rust"]);
}

#[test]
fn french_phrases_are_found() {
    for text in ["systèmes distribués", "systèmes répartis", "une architecture distribuée"] {
        shows(text, &["arch.distributed"]);
    }
    for text in ["conception d'API", "conception d’API REST", "concevoir des API"] {
        shows(text, &["api.design"]);
    }
    shows("bases de données relationnelles", &["db.relational"]);
    shows("intégration et livraison continues (CI/CD)", &["ci.cicd"]);
    shows("intégration continue", &["ci.cicd"]);
    shows("tests unitaires", &["test.unit"]);
}

#[test]
fn either_or_lines_cost_nothing_to_read() {
    shows("TypeScript / Rust / Java", &["lang.typescript", "lang.rust", "lang.java"]);
}

#[test]
fn case_accents_apostrophes_and_spaces_do_not_matter() {
    let plain = skills("Maîtrise de PostgreSQL, de l'intégration continue et des systèmes distribués");
    assert_eq!(
        skills("MAITRISE DE POSTGRESQL, DE L’INTEGRATION\u{a0}CONTINUE ET DES SYSTEMES DISTRIBUES"),
        plain
    );
    assert_eq!(skills("Maîtrise de Postgres, de l'intégration continue et des systèmes distribués"), plain);
}

#[test]
fn a_word_cut_at_a_line_end_is_read_both_ways() {
    shows("Bases Postgre-\nSQL et dévelop-\npement back-\nend", &["db.postgresql", "arch.backend"]);
}

#[test]
fn titles_shadow_no_skill() {
    let found = ENGINE.analyse("Machine learning engineer");
    assert!(!found.titles.is_empty());
    shows("Machine learning engineer", &["ai.ml"]);
}

#[test]
fn parents_are_implied_one_way() {
    let lexicon = ENGINE.lexicon();
    let skill = |id: &str| lexicon.skill(id).unwrap_or_else(|| panic!("{id} is in the lexicon"));
    assert!(lexicon.satisfies(skill("db.postgresql"), skill("db.sql")));
    assert!(!lexicon.satisfies(skill("db.sql"), skill("db.postgresql")));
    assert!(!lexicon.satisfies(skill("db.mysql"), skill("db.postgresql")));
    assert_eq!(skills("SQL Server").into_iter().collect::<Vec<_>>(), ["db.sql_server"]);
    assert!(lexicon.satisfies(skill("db.sql_server"), skill("db.sql")));
    hides("React Native", &["fw.react"]);
}

#[test]
fn denied_and_wished_for_is_no_evidence() {
    for text in [
        "Aucune expérience en Kubernetes",
        "No experience with Kubernetes",
        "Kubernetes : en cours d'apprentissage",
        "Currently learning Kubernetes",
    ] {
        hides(text, &["tool.kubernetes"]);
    }
    shows("Aucune expérience en Kubernetes, mais bonne maîtrise de Docker", &["tool.docker"]);
}

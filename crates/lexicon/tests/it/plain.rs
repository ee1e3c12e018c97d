//! Ambiguous names in the plain places where postings and resumes put them.

use super::{hides, shows};

#[test]
fn a_name_beside_the_words_that_ask_for_it_is_found() {
    shows("La maîtrise d'Azure est impérative.", &["cloud.azure"]);
    shows("Tu dois être rigoureux. Rust est un bonus.", &["lang.rust"]);
    shows("Exposure to Spark", &["data.spark"]);
    shows("si vous avez touché à dbt, ce serait un plus", &["data.dbt"]);
    hides("You react quickly, experience required", &["fw.react"]);
    hides("Il faut un tableau de bord clair, c'est un plus", &["tool.tableau"]);
}

#[test]
fn a_name_on_its_own_line_of_a_list_is_found() {
    shows("Appréciés :\n- Yocto\n- CAN\n- Python", &["proto.can_bus"]);
    shows("* SQL\n* Tableau, Looker or similar", &["tool.tableau", "tool.looker"]);
    hides("- Rigueur\n- Tableau\n- Sens du service", &["tool.tableau"]);
}

#[test]
fn the_next_line_takes_no_name_away() {
    shows("Dév fullstack Ruby on Rails / Vue\nLe produit : un outil de suivi", &["fw.vue"]);
    hides("JavaScript : avoir une vue\nd'ensemble du code", &["fw.vue"]);
}

#[test]
fn two_names_side_by_side_are_two_things() {
    shows("Postman/Newman", &["tool.postman", "test.newman"]);
    shows("MariaDB Galera, Unreal Blueprints", &["db.mariadb", "db.galera", "fw.unreal", "game.blueprints"]);
    shows("campagnes Mailchimp et Brevo", &["erp.mailing", "erp.brevo"]);
    shows("registre Harbor, Docker", &["del.harbor"]);
}

#[test]
fn physical_and_everyday_senses_are_left_alone() {
    hides("pose d'alarme et de contrôle d'accès", &["sec.authorization"]);
    hides("Express : réponse sous 48 h, TypeScript", &["fw.express"]);
    hides("Travail en binôme avec l'équipe DevOps", &["practice.pair_programming"]);
}

#[test]
fn signs_within_a_name_are_part_of_it() {
    shows("Ordonnancement : $Universe, Control-M", &["inf.dollaru"]);
    shows("Cartographie des menaces selon MITRE ATT&CK", &["sec.mitre"]);
    shows("API conformes à JSON:API", &["be.jsonapi"]);
    hides("The universe of our games costs 5 $ Universe", &["inf.dollaru"]);
}

#[test]
fn a_slash_between_spaces_parts_two_names() {
    shows("Supervision : Prometheus, Grafana / Loki", &["obs.grafana"]);
    shows("Supervision : Prometheus, Grafana / Loki", &["obs.loki"]);
    hides("Supervision : Prometheus, Grafana Loki", &["obs.grafana"]);
    shows("Chaîne CI / CD", &["ci.cicd"]);
}

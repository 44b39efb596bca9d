//! One happening told in headline and body is one event, with the finer of what they say.

use demarche::article::error::Origin;
use demarche::article::raw::RawArticle;
use demarche::knowledge::Knowledge;
use demarche::pipeline;

#[test]
fn what_is_told_goes_before_the_dateline() {
    let text = "Quispe sees Lindmets\n\nSource: Agency Two\nDate: 2021-03-05\n\nLIMA, March 5 - Peru's foreign \
                minister, Rosa Quispe, held talks on March 3 in Austria with her Estonian counterpart Kaarel Lindmets.\n";
    let raw = RawArticle::dispatch(Origin::file("a.txt"), text.to_owned());
    let reading = pipeline::read(&raw, &Knowledge::load().unwrap()).unwrap();
    let told: Vec<(&str, Vec<&str>, usize)> = reading
        .events
        .iter()
        .map(|it| {
            let day = it.time.as_ref().unwrap().edtf.as_str();
            let places = it.places.iter().map(|it| it.as_str()).collect();
            (day, places, it.evidence.len())
        })
        .collect();
    assert_eq!(told, [("2021-03-03", vec!["country:AUT"], 2)]);
}

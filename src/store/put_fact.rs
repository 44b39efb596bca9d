//! Writes disputes, agreements and evidence.

use crate::model::delta::AgreementRecord;
use crate::model::delta::DisputeRecord;
use crate::model::delta::Source;
use crate::model::delta::Telling;
use crate::model::id::ArticleId;
use crate::model::id::EntityId;
use crate::model::reading::Evidence;
use crate::store::error::StoreError;
use crate::store::put::Writer;
use crate::store::sql::integer;
use rusqlite::ToSql;
use std::sync::Arc;

pub fn event_evidence(
    writer: &Writer<'_>,
    event: &str,
    telling: &Telling,
) -> Result<(), StoreError> {
    for piece in &telling.event.evidence {
        insert(writer, "event", &event, &telling.article, piece)?;
    }
    Ok(())
}

pub fn dispute(writer: &Writer<'_>, dispute: &DisputeRecord) -> Result<(), StoreError> {
    let id = dispute.id.as_str();
    writer.run(
        "INSERT INTO disputes (id, name, subject, state) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, subject = excluded.subject, state = excluded.state",
        (id, &dispute.name, &dispute.subject, dispute.state.map(|it| it.as_str())),
    )?;
    writer.run("DELETE FROM dispute_parties WHERE dispute = ?", [id])?;
    writer.ids(
        "INSERT INTO dispute_parties (dispute, ordinal, entity) VALUES (?, ?, ?)",
        id,
        &dispute.parties,
    )?;
    if writer.whole {
        writer.run("DELETE FROM claims WHERE dispute = ?", [id])?;
        writer.run("DELETE FROM dispute_states WHERE dispute = ?", [id])?;
    }
    evidence(writer, "dispute", &id, &dispute.evidence)?;
    for claim in dispute.claims.iter().filter(|it| is_due(writer, &it.evidence)) {
        let number = writer.number(
            "SELECT number FROM claims WHERE dispute = ? AND \"by\" = ? AND claim = ?",
            "INSERT INTO claims (dispute, \"by\", claim) VALUES (?, ?, ?)",
            (id, claim.by.as_str(), &claim.claim),
        )?;
        evidence(writer, "claim", &number, &claim.evidence)?;
    }
    for state in dispute.states.iter().filter(|it| is_due(writer, &it.evidence)) {
        let number = writer.number(
            "SELECT number FROM dispute_states WHERE dispute = ? AND \"from\" IS ? AND state = ?",
            "INSERT INTO dispute_states (dispute, \"from\", state) VALUES (?, ?, ?)",
            (id, &state.from, state.state.as_str()),
        )?;
        evidence(writer, "state", &number, &state.evidence)?;
    }
    Ok(())
}

pub fn agreement(writer: &Writer<'_>, agreement: &AgreementRecord) -> Result<(), StoreError> {
    let id = agreement.id.as_str();
    let time = agreement.time.as_ref();
    writer.run(
        "INSERT INTO agreements (id, name, subject, edtf, earliest, latest, time_text, state)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, subject = excluded.subject, edtf = excluded.edtf,
            earliest = excluded.earliest, latest = excluded.latest, time_text = excluded.time_text,
            state = excluded.state",
        (
            id,
            &agreement.name,
            &agreement.subject,
            time.map(|it| &it.edtf),
            time.and_then(|it| it.earliest.as_ref()),
            time.and_then(|it| it.latest.as_ref()),
            time.and_then(|it| it.text.as_ref()),
            agreement.state.map(|it| it.as_str()),
        ),
    )?;
    let lists: [(&str, &str, &[EntityId]); 2] = [
        (
            "DELETE FROM agreement_parties WHERE agreement = ?",
            "INSERT INTO agreement_parties (agreement, ordinal, entity) VALUES (?, ?, ?)",
            &agreement.parties,
        ),
        (
            "DELETE FROM signatories WHERE agreement = ?",
            "INSERT INTO signatories (agreement, ordinal, entity) VALUES (?, ?, ?)",
            &agreement.signatories,
        ),
    ];
    for (delete, insert, ids) in lists {
        writer.run(delete, [id])?;
        writer.ids(insert, id, ids)?;
    }
    evidence(writer, "agreement", &id, &agreement.evidence)
}

/// Whether a claim or a state may have changed: the article speaks of it, or it stands without evidence.
fn is_due(writer: &Writer<'_>, evidence: &[Arc<Source>]) -> bool {
    writer.whole
        || evidence.is_empty()
        || evidence.iter().any(|it| Some(&it.article) == writer.article)
}

/// Writes all pieces, or, while the article is new, those that come from it.
fn evidence(
    writer: &Writer<'_>,
    column: &'static str,
    of: &dyn ToSql,
    pieces: &[Arc<Source>],
) -> Result<(), StoreError> {
    if writer.whole {
        writer.run(&format!("DELETE FROM evidence WHERE {column} = ?"), [of])?;
    }
    for source in pieces.iter().filter(|it| writer.whole || Some(&it.article) == writer.article) {
        insert(writer, column, of, &source.article, &source.evidence)?;
    }
    Ok(())
}

fn insert(
    writer: &Writer<'_>,
    column: &'static str,
    of: &dyn ToSql,
    article: &ArticleId,
    piece: &Evidence,
) -> Result<(), StoreError> {
    let sql = format!(
        "INSERT INTO evidence ({column}, article, \"in\", start, \"end\", quote, rule) VALUES (?, ?, ?, ?, ?, ?, ?)"
    );
    let row: [&dyn ToSql; 7] = [
        of,
        &article.as_str(),
        &piece.field.as_str(),
        &integer(piece.start),
        &integer(piece.end),
        &piece.quote,
        &piece.rule,
    ];
    writer.run(&sql, row)?;
    Ok(())
}

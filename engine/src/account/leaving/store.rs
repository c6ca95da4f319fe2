//! Deleting an account touches every table that can tell of a person. They are together here, against the rule that
//! each table has one writer, so that one reading and one test show that nothing is left.
use crate::Error;
use crate::db::Tx;
use domain::AccountId;

/// Deletes the rows. Foreign keys take along what hangs on the account alone.
pub async fn delete(tx: &mut Tx, account: &AccountId, email: &str, nobody: &str) -> Result<(), Error> {
    let id = account.as_str();
    // Messages keep their place and lose their words, their author and the id that the author's browser gave them.
    sqlx::query("UPDATE messages SET body = '', author_id = $2, client_id = 'gone-' || seq WHERE author_id = $1")
        .bind(id)
        .bind(nobody)
        .execute(tx.conn())
        .await?;
    // A conversation that the other side has left too is nobody's; otherwise it stays theirs, without the pair's ids.
    for statement in [
        "DELETE FROM rooms WHERE kind = 'pair' AND id IN (SELECT room_id FROM room_members WHERE account_id = $1)
            AND NOT EXISTS (SELECT 1 FROM room_members m WHERE m.room_id = rooms.id AND m.account_id <> $1)",
        "UPDATE rooms SET pair_key = NULL WHERE kind = 'pair' AND id IN (SELECT room_id FROM room_members WHERE account_id = $1)",
        "DELETE FROM notices WHERE about = (SELECT username FROM accounts WHERE id = $1) OR link LIKE '%' || $1 || '%'",
    ] {
        sqlx::query(statement).bind(id).execute(tx.conn()).await?;
    }
    for statement in [
        "DELETE FROM events WHERE body LIKE '%' || $1 || '%' AND kind NOT IN ('session_ended', 'account_deleted')",
        "DELETE FROM jobs WHERE body LIKE '%' || $1 || '%'",
        "DELETE FROM connections WHERE low_id = $1 OR high_id = $1",
        "DELETE FROM accounts WHERE id = $1",
    ] {
        sqlx::query(statement).bind(id).execute(tx.conn()).await?;
    }
    for statement in ["DELETE FROM jobs WHERE body LIKE '%' || $1 || '%'", "DELETE FROM sandbox_letters WHERE recipient = $1"] {
        sqlx::query(statement).bind(email).execute(tx.conn()).await?;
    }
    Ok(())
}

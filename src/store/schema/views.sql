-- What holds now, of tables whose rows are never changed. Made anew with every schema.

-- The party that each mention is now: its latest row, followed through the merges since. A merge
-- whose party has become one of its own again leads nowhere. `told_party_id` is what that row
-- names; the party's links and hits stand under it.
CREATE OR REPLACE VIEW party_now AS
WITH RECURSIVE restored AS (
  SELECT new_party_id AS party_id, count(*) AS times FROM party_split WHERE was_party
  GROUP BY new_party_id
), forward AS (
  SELECT m.merged_party_id AS party_id, arg_max(m.party_id, m.rowid) AS into_id
  FROM party_merge m LEFT JOIN restored r ON r.party_id = m.merged_party_id
  GROUP BY m.merged_party_id HAVING count(*) > coalesce(any_value(r.times), 0)
), followed AS (
  SELECT party_id, into_id FROM forward
  UNION ALL
  SELECT d.party_id, f.into_id FROM followed d JOIN forward f ON f.party_id = d.into_id
), root AS (
  SELECT party_id, into_id FROM followed WHERE into_id NOT IN (SELECT party_id FROM forward)
), told_again AS (
  SELECT mention_id, max(rowid) AS latest FROM party_mention WHERE basis = 'decision'
  GROUP BY mention_id
)
SELECT pm.mention_id, coalesce(root.into_id, pm.party_id) AS party_id,
  pm.party_id AS told_party_id, pm.place_id, pm.basis, pm.known_at
FROM party_mention pm LEFT JOIN told_again t ON t.mention_id = pm.mention_id
LEFT JOIN root ON root.party_id = pm.party_id
WHERE t.latest IS NULL OR t.latest = pm.rowid;

-- Hits that no decision has taken back.
CREATE OR REPLACE VIEW hit_now AS
SELECT * FROM hit WHERE hit_id NOT IN (SELECT hit_id FROM hit_withdrawal);

-- Listed names that a party's names come near, by the party that it is now: the three nearest
-- entries that it did not meet.
CREATE OR REPLACE VIEW near_miss_now AS
WITH met AS (
  SELECT p.party_id, h.list, h.entry_id FROM hit_now h JOIN party_now p USING (mention_id)
  WHERE h.subject_kind = 'party'
), nearest AS (
  SELECT p.party_id, n.mention_id, n.list_entry_id, n.list, n.entry_id, n.listed_name,
    n.similarity, n.why, n.known_at
  FROM near_miss n JOIN party_now p USING (mention_id)
  ANTI JOIN met m ON m.party_id = p.party_id AND m.list = n.list AND m.entry_id = n.entry_id
  QUALIFY row_number() OVER (PARTITION BY p.party_id, n.list, n.entry_id
    ORDER BY n.similarity DESC, n.known_at, n.near_miss_id) = 1
)
SELECT * FROM nearest QUALIFY row_number() OVER (PARTITION BY party_id
  ORDER BY similarity DESC, list, entry_id) <= 3;

-- Links that no decision has taken back.
CREATE OR REPLACE VIEW link_now AS
SELECT * FROM link WHERE link_id NOT IN (SELECT link_id FROM link_withdrawal);

-- What each decision on parties has come to: its latest effect.
CREATE OR REPLACE VIEW decision_now AS
SELECT party_decision_id, arg_max(effect, rowid) AS effect, arg_max(in_force, rowid) AS in_force,
  max(known_at) AS known_at
FROM decision_effect GROUP BY party_decision_id;

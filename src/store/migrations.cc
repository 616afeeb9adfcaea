#include "store/migrations.h"

#include <fmt/format.h>

#include "store/schema_sql.h"

namespace chokepoint::store {
namespace {

constexpr Migration kMigrations[] = {
    {2,
     "CREATE TABLE declaration_finding (declaration_finding_id UBIGINT NOT NULL, consignment_id "
     "UBIGINT, item_row_id UBIGINT, kind VARCHAR, says VARCHAR, measure DOUBLE, known_at "
     "TIMESTAMP)"},
    {3,
     "CREATE TABLE party_decision (party_decision_id UBIGINT NOT NULL, decision_id VARCHAR, "
     "verdict "
     "VARCHAR, record_kind_1 VARCHAR, record_id_1 VARCHAR, role_1 VARCHAR, mention_id_1 UBIGINT, "
     "record_kind_2 VARCHAR, record_id_2 VARCHAR, role_2 VARCHAR, mention_id_2 UBIGINT, undoes "
     "VARCHAR, reason VARCHAR, actor VARCHAR, happened_at TIMESTAMP, known_at TIMESTAMP, "
     "claimed_known_at TIMESTAMP, source_file_id UBIGINT, source_row UBIGINT NOT NULL); "
     "ALTER TABLE party_merge ADD COLUMN party_decision_id UBIGINT; "
     "CREATE TABLE party_split (party_id UBIGINT NOT NULL, new_party_id UBIGINT, was_party BOOLEAN "
     "NOT NULL, mention_id UBIGINT, party_decision_id UBIGINT, known_at TIMESTAMP); "
     "CREATE TABLE decision_effect (party_decision_id UBIGINT NOT NULL, effect VARCHAR, in_force "
     "BOOLEAN NOT NULL, caused_by UBIGINT, known_at TIMESTAMP); "
     "CREATE TABLE hit_withdrawal (hit_id UBIGINT NOT NULL, party_decision_id UBIGINT, known_at "
     "TIMESTAMP); "
     "CREATE TABLE link_withdrawal (link_id UBIGINT NOT NULL, party_decision_id UBIGINT, known_at "
     "TIMESTAMP)"},
    {4,
     "CREATE TABLE list_version (list_version_id UBIGINT NOT NULL, list VARCHAR, entry_ids "
     "VARCHAR, known_at TIMESTAMP, claimed_known_at TIMESTAMP, source_file_id UBIGINT, source_row "
     "UBIGINT NOT NULL); "
     "CREATE TABLE list_change (list_change_id UBIGINT NOT NULL, list VARCHAR, entry_id VARCHAR, "
     "change VARCHAR, name VARCHAR, before VARCHAR, after VARCHAR, subjects INTEGER NOT NULL, "
     "known_at TIMESTAMP); "
     "CREATE TABLE listing_mark (listing_row_id UBIGINT NOT NULL, mark_id UBIGINT, kind VARCHAR, "
     "likeness DOUBLE, known_at TIMESTAMP); "
     "CREATE TABLE succession (party_id UBIGINT NOT NULL, predecessor_id UBIGINT, telling INTEGER "
     "NOT NULL, silent_days INTEGER NOT NULL, record_kind VARCHAR, record_id UBIGINT, known_at "
     "TIMESTAMP); "
     "CREATE TABLE place_kind (place_id UBIGINT NOT NULL, kind VARCHAR, people INTEGER NOT NULL, "
     "organisations INTEGER NOT NULL, known_at TIMESTAMP); "
     "CREATE TABLE mention_cluster (mention_id UBIGINT NOT NULL, cluster_id UBIGINT, probability "
     "DOUBLE); "
     "CREATE TABLE cluster_pair (cluster_id UBIGINT NOT NULL, mention_id_1 UBIGINT, mention_id_2 "
     "UBIGINT, log_odds DOUBLE, why VARCHAR); "
     "CREATE TABLE cluster_weight (field VARCHAR, level VARCHAR, of_one DOUBLE, of_two DOUBLE, "
     "weight DOUBLE)"},
    {5,
     "ALTER TABLE cluster_pair ADD COLUMN party_decision_id UBIGINT; "
     "ALTER TABLE list_version ADD COLUMN detail_keys VARCHAR; "
     "CREATE TABLE near_miss (near_miss_id UBIGINT NOT NULL, party_id UBIGINT, mention_id UBIGINT, "
     "list_entry_id UBIGINT, list VARCHAR, entry_id VARCHAR, listed_name VARCHAR, similarity "
     "DOUBLE, why VARCHAR, known_at TIMESTAMP)"},
};

Expected<> set_version(Store& store, int version) {
  return store.execute(
      fmt::format("DELETE FROM schema_version; INSERT INTO schema_version VALUES ({})", version));
}

}  // namespace

Expected<> create_schema(Store& store) {
  TRY(store.begin());
  for (const std::string_view sql : schema_sql()) TRY(store.execute(sql));
  TRY(store.execute(view_sql()));
  TRY(store.execute("CREATE TABLE schema_version (version INTEGER NOT NULL)"));
  TRY(set_version(store, kSchemaVersion));
  return store.commit();
}

Expected<> migrate(Store& store, bool read_only) {
  const auto version = store.query_number("SELECT version FROM schema_version");
  TRY(migrate(store, read_only, kMigrations, kSchemaVersion));
  if (version && *version < kSchemaVersion) return store.execute(view_sql());
  return {};
}

Expected<> migrate(Store& store, bool read_only, std::span<const Migration> migrations,
                   int target_version) {
  auto version = store.query_number("SELECT version FROM schema_version");
  if (!version) return fail(ErrorCode::format, "not a case file: it has no schema_version");
  if (*version > target_version) {
    return fail(
        ErrorCode::newer_version,
        fmt::format("written by a newer program (schema {}, this one knows {}); update chokepoint",
                    *version, target_version));
  }
  if (*version < target_version && read_only) {
    return fail(ErrorCode::permission,
                fmt::format("has the older schema {}; open it once for writing", *version));
  }
  for (const Migration& migration : migrations) {
    if (migration.to_version <= *version) continue;
    TRY(store.begin());
    auto applied = store.execute(migration.sql);
    if (applied) applied = set_version(store, migration.to_version);
    if (applied) applied = store.commit();
    if (!applied) {
      store.rollback();
      return std::unexpected(std::move(applied).error().in(
          fmt::format("migration to schema {}", migration.to_version)));
    }
  }
  return {};
}

}  // namespace chokepoint::store

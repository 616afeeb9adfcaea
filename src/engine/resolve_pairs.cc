#include "engine/resolve_pairs.h"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace chokepoint {
namespace engine {
namespace {

std::string as_sum(const ResolvePair& pair) {
  std::string why = fmt::format("prior {:+.2f}", pair.prior);
  const auto out = std::back_inserter(why);
  for (const ResolvePairField& field : pair.fields) {
    fmt::format_to(out, "; {} \"{}\"", field.field, field.value_1);
    if (field.value_2 != field.value_1) fmt::format_to(out, " / \"{}\"", field.value_2);
    fmt::format_to(out, " {} {:+.2f}", field.level, field.weight);
  }
  if (std::abs(pair.places_together) >= 0.005)
    fmt::format_to(out, "; places together {:+.2f}", pair.places_together);
  if (pair.innocent <= -0.005 && !pair.innocent_way.empty())
    fmt::format_to(out, "; could be {} {:+.2f}", pair.innocent_way, pair.innocent);
  fmt::format_to(out, " = {:+.2f}", pair.log_odds);
  return why;
}

}  // namespace

void append_csv_cell(std::string_view cell, std::string& text) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
    text += cell;
    return;
  }
  text += '"';
  for (const char c : cell) {
    if (c == '"') text += '"';
    text += c;
  }
  text += '"';
}

std::string field_name(const linkage::Field& field) {
  if (field.instance == 0) return std::string(name(field.kind));
  return fmt::format("{}_{}", name(field.kind), field.instance + 1);
}

ResolvePair write_pair(const linkage::RecordTable& table, const linkage::PairExplanation& pair,
                       std::string_view record_id_1, std::string_view record_id_2) {
  ResolvePair made;
  made.record_id_1 = record_id_1;
  made.record_id_2 = record_id_2;
  made.log_odds = pair.log_odds;
  made.probability = 1 / (1 + std::exp(-pair.log_odds));
  made.prior = pair.prior;
  for (const linkage::FieldExplanation& field : pair.fields) {
    made.fields.push_back(
        {field_name(table.fields()[field.field]), std::string(table.text(pair.a, field.field)),
         std::string(table.text(pair.b, field.field)), field.level, field.weight});
  }
  made.places_together = pair.places_together;
  made.innocent = pair.innocent;
  made.innocent_way = pair.innocent_way;
  made.why = as_sum(made);
  return made;
}

std::vector<ResolveWeight> write_weights(const linkage::RecordTable& table,
                                         const std::vector<linkage::WeightRow>& rows) {
  std::vector<ResolveWeight> made;
  made.reserve(rows.size());
  for (const linkage::WeightRow& row : rows)
    made.push_back({field_name(table.fields()[row.field]), row.level, row.m, row.u, row.weight});
  return made;
}

}  // namespace engine

std::string as_csv_row(const ResolvePair& pair) {
  std::string row;
  engine::append_csv_cell(pair.record_id_1, row);
  row += ',';
  engine::append_csv_cell(pair.record_id_2, row);
  fmt::format_to(std::back_inserter(row), ",{:.4f},{:.6f},", pair.log_odds, pair.probability);
  engine::append_csv_cell(pair.why, row);
  row += '\n';
  return row;
}

}  // namespace chokepoint

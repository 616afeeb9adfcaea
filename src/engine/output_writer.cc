#include "engine/output_writer.h"

#include <fmt/format.h>

#include "store/table_io.h"

namespace chokepoint::engine {
namespace {

template <class Row>
Expected<> append_all(store::Store& store, const std::vector<Row>& rows) {
  if (rows.empty()) return {};
  TRY_ASSIGN(auto appender, store::Appender<Row>::open(store));
  TRY(appender.append(rows));
  return appender.close();
}

Expected<> append_signals(store::Store& store, const std::vector<signals::SaidSignal>& said) {
  if (said.empty()) return {};
  TRY_ASSIGN(auto signals, store::Appender<signals::Signal>::open(store));
  TRY_ASSIGN(auto evidence, store::Appender<signals::Evidence>::open(store));
  for (const signals::SaidSignal& signal : said) {
    TRY(signals.append(signal.row));
    std::int32_t position = 0;
    for (const network::RowReference& row : signal.evidence) {
      TRY(evidence.append({signal.row.signal_id, position++, row.table, row.row_id}));
    }
  }
  TRY(signals.close());
  return evidence.close();
}

}  // namespace

Expected<> OutputWriter::write(const Output& output) {
  if (!in_transaction_) TRY(store_.begin());
  in_transaction_ = true;
  TRY(append_all(store_, output.findings));
  TRY(append_all(store_, output.declarations));
  TRY(append_all(store_, output.parties.parties));
  TRY(append_all(store_, output.parties.party_mentions));
  TRY(append_all(store_, output.parties.party_merges));
  TRY(append_all(store_, output.parties.party_splits));
  TRY(append_all(store_, output.parties.decision_effects));
  TRY(append_all(store_, output.parties.places));
  TRY(append_all(store_, output.parties.place_kinds));
  TRY(append_all(store_, output.parties.channels));
  TRY(append_all(store_, output.parties.mention_channels));
  TRY(append_all(store_, output.lists.hits));
  TRY(append_all(store_, output.lists.near_misses));
  TRY(append_all(store_, output.lists.changes));
  TRY(append_all(store_, output.lists.withdrawals));
  TRY(append_all(store_, output.papers));
  TRY(append_all(store_, output.network.links));
  TRY(append_all(store_, output.network.components));
  TRY(append_all(store_, output.network.marks));
  TRY(append_all(store_, output.network.successions));
  TRY(append_all(store_, output.network.link_withdrawals));
  TRY(append_signals(store_, output.signals));
  TRY(append_all(store_, output.scores.models));
  return append_all(store_, output.scores.scores);
}

Expected<> OutputWriter::commit(records::Moment reached, std::uint64_t events) {
  if (!in_transaction_) return {};
  TRY(store_.execute(
      fmt::format("UPDATE engine_state SET reached = make_timestamp({}), events = events + {}",
                  reached.micros, events)));
  TRY(store_.commit());
  in_transaction_ = false;
  return {};
}

void OutputWriter::rollback() {
  if (in_transaction_) store_.rollback();
  in_transaction_ = false;
}

Expected<records::Moment> read_reached(store::Store& store) {
  TRY_ASSIGN(const auto rows, store.query("SELECT epoch_us(reached) FROM engine_state"));
  if (rows.rows.empty() || !rows.rows[0][0]) return records::Moment::unknown();
  return records::Moment{std::stoll(*rows.rows[0][0])};
}

}  // namespace chokepoint::engine

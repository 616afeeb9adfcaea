#include "engine/mention_records.h"

#include <absl/container/flat_hash_map.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/hash.h"
#include "base/parallel_for.h"
#include "parties/mention_name.h"
#include "records/nouns.h"
#include "store/table_io.h"
#include "text/address_parts.h"
#include "text/normal_form.h"
#include "text/parsed_name.h"

namespace chokepoint::engine {
namespace {

using linkage::Kind;
using records::Mention;
using records::Text;

struct RecordField {
  Kind kind;
  std::uint8_t instance = 0;
};
constexpr std::array kFields = {
    RecordField{Kind::full_name},  RecordField{Kind::organisation_name}, RecordField{Kind::street},
    RecordField{Kind::city},       RecordField{Kind::postcode},          RecordField{Kind::phone},
    RecordField{Kind::email},      RecordField{Kind::national_id},       RecordField{Kind::account},
    RecordField{Kind::account, 1}, RecordField{Kind::account, 2},
};
using Cells = std::array<std::string, kFields.size()>;

// The words of a name in the reading by which it meets others.
std::string as_compared(Text written, bool is_organisation, Text country) {
  if (!text::has_han(written)) return std::string(written.substr(0, written.find('*')));
  const text::ParsedName parsed =
      text::parse_name(written, {is_organisation ? Text("Organization") : Text("Person"), country});
  const auto pinyin =
      std::ranges::find(parsed.readings, text::Romanisation::pinyin, &text::Reading::romanisation);
  if (pinyin == parsed.readings.end()) return std::string(written);
  std::string words;
  for (const text::ParsedToken& token : pinyin->tokens)
    words += fmt::format("{}{}", words.empty() ? "" : " ", token.view());
  return words;
}

// The door: number and street, or the post box.
void write_address(const Mention& mention, Cells& cells) {
  text::AddressParts parts = text::parse_address(
      {mention.street, mention.city, mention.postcode, mention.region, mention.country});
  cells[2] = parts.box.empty() ? fmt::format("{} {}", parts.house_number, parts.street)
                               : "box " + parts.box;
  cells[3] = std::move(parts.city);
  cells[4] = std::move(parts.postcode);
}

Cells write_cells(const Mention& mention) {
  Cells cells;
  const parties::MentionName name = parties::read_name(mention);
  if (!name.key.is_placeholder)
    cells[name.is_organisation ? 1 : 0] =
        as_compared(name.written, name.is_organisation, mention.country);
  write_address(mention, cells);
  cells[5] = mention.phone.contains('*') ? Text() : mention.phone;
  cells[6] = mention.email;
  cells[7] = mention.identifier;
  cells[8] = mention.account;
  cells[9] = mention.wallet;
  cells[10] = mention.handles.substr(0, mention.handles.find(';'));
  return cells;
}

// What of a mention write_cells() looks at.
std::uint64_t writing_of(const Mention& mention) {
  std::uint64_t hash = 0;
  for (const Text part : {mention.name, mention.company, mention.street, mention.city,
                          mention.postcode, mention.country, mention.phone, mention.email,
                          mention.identifier, mention.account, mention.wallet, mention.handles})
    hash = base::mix(hash, base::hash_bytes(part));
  return hash;
}

class Collector {
 public:
  // `alone`: mentions that share their writing's record with nobody.
  Collector(MentionRecords& records, const DecidedMentions& decided,
            const absl::flat_hash_set<std::uint64_t>& alone, int threads)
      : records_(records), decided_(decided), alone_(alone), threads_(threads) {
    for (std::size_t i = 0; i < kFields.size(); ++i) {
      linkage::FieldSource source;
      source.field = records_.table.field_for(kFields[i].kind, kFields[i].instance);
      source.columns = {i};
      sources_.push_back(source);
    }
    records_.table.start_file();
  }

  void add(std::span<const Mention> mentions) {
    std::vector<const Mention*> fresh;
    for (const Mention& mention : mentions) {
      const std::uint32_t record = record_of(mention);
      if (record == records_.first_mention.size()) {
        records_.first_mention.push_back(static_cast<std::uint32_t>(records_.mentions.size()));
        fresh.push_back(&mention);
      }
      records_.mentions.push_back(mention.mention_id);
      records_.record_of.push_back(record);
      if (decided_.contains(mention.mention_id.value))
        records_.record_of_decided[mention.mention_id.value] = record;
    }
    std::vector<Cells> cells(fresh.size());
    base::parallel_for(fresh.size(), {threads_, 256}, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) cells[i] = write_cells(*fresh[i]);
    });
    // Cells that cannot be used are absent; ingest has told of them.
    records_.table.add_rows(
        cells.size(), sources_,
        [&](std::size_t row, std::size_t column) -> std::string_view { return cells[row][column]; },
        threads_);
  }

 private:
  // The next number where it is a record that is not there yet.
  std::uint32_t record_of(const Mention& mention) {
    const auto next = static_cast<std::uint32_t>(records_.first_mention.size());
    if (alone_.contains(mention.mention_id.value)) return next;
    return record_of_writing_.try_emplace(writing_of(mention), next).first->second;
  }

  MentionRecords& records_;
  const DecidedMentions& decided_;
  const absl::flat_hash_set<std::uint64_t>& alone_;
  int threads_;
  std::vector<linkage::FieldSource> sources_;
  absl::flat_hash_map<std::uint64_t, std::uint32_t> record_of_writing_;
};

constexpr std::size_t kBatch = 65'536;
constexpr const char* kOrder = "ORDER BY known_at, mention_id";

std::string known_before(records::Moment until) {
  return until.is_known() ? fmt::format("known_at < make_timestamp({})", until.micros) : "TRUE";
}

// In the order in which mentions are read.
Expected<DecidedMentions> read_decided_mentions(store::Store& store, records::Moment until,
                                                std::span<const DecidedPair> decided) {
  DecidedMentions mentions;
  if (decided.empty()) return mentions;
  std::string ids;
  for (const DecidedPair& pair : decided)
    ids += fmt::format("{}{}, {}", ids.empty() ? "" : ", ", pair.mention_id_1.value,
                       pair.mention_id_2.value);
  base::Arena arena;
  TRY(store::read_rows<Mention>(
      store, fmt::format("WHERE {} AND mention_id IN ({}) {}", known_before(until), ids, kOrder),
      arena, [&](const Mention& mention) {
        mentions[mention.mention_id.value] = {writing_of(mention),
                                              static_cast<std::uint32_t>(mentions.size())};
      }));
  return mentions;
}

}  // namespace

Expected<MentionRecords> read_mention_records(store::Store& store, records::Moment until,
                                              std::span<const DecidedPair> decided, int threads) {
  MentionRecords records;
  TRY_ASSIGN(const DecidedMentions decided_mentions, read_decided_mentions(store, until, decided));
  const absl::flat_hash_set<std::uint64_t> alone = find_standing_alone(decided, decided_mentions);
  Collector collector(records, decided_mentions, alone, threads);
  std::vector<Mention> batch;
  base::Arena arena;
  const auto flush = [&] {
    collector.add(batch);
    batch.clear();
    arena = {};
  };
  TRY(store::read_rows<Mention>(store, fmt::format("WHERE {} {}", known_before(until), kOrder),
                                arena, [&](const Mention& mention) {
                                  batch.push_back(mention);
                                  if (batch.size() == kBatch) flush();
                                }));
  flush();
  records.table.settle(threads);
  return records;
}

}  // namespace chokepoint::engine

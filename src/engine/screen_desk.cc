// The public screening desk: list files read by ingest, names found by screening's index, answers
// as JSON.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/json_writer.h"
#include "base/parallel_for.h"
#include "chokepoint/names.h"
#include "engine/list_names.h"
#include "engine/screen_numbers.h"
#include "ingest/csv_reader.h"
#include "ingest/decode.h"
#include "screening/birth_years.h"
#include "screening/name_index.h"
#include "screening/namesakes.h"

namespace chokepoint {
namespace {

constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);
constexpr double kOtherBirth = 0.85;  // what a birth in another year leaves of a similarity
constexpr double kSameBirth = 0.3;    // share of what is missing to 1 that an agreeing birth adds

std::string_view country_of(std::string_view stated) {
  return stated.size() == 2 ? stated : std::string_view();
}

// tax_number: "tax number".
std::string name_of_kind(std::string_view kind) {
  if (kind == "imo") return "IMO number";
  std::string name(kind);
  std::ranges::replace(name, '_', ' ');
  return name;
}

struct Hit {
  screening::NameMatch match;
  double similarity;
  screening::BirthVerdict birth;
};

constexpr double kWorthTelling = 5;  // bearers in a million
constexpr double kDoubtful = 0.2;

// That many bear the listed name; nothing when few do. One digit: no more is known.
std::string tell_bearers(std::string_view name, const Hit& hit) {
  const double bearers =
      screening::bearers_per_million(text::parse_name(name, {"Person", "", nullptr}));
  if (bearers < kWorthTelling) return "";
  const double unit = std::pow(10, std::floor(std::log10(bearers)));
  return fmt::format(
      "; a common name: about {:.0f} of a million people where it is at home bear it{}",
      std::round(bearers / unit) * unit,
      hit.match.doubt <= kDoubtful && hit.birth == screening::BirthVerdict::unknown
          ? ", a date of birth or a number would settle it"
          : "");
}

std::string_view tell_why_not(const Hit& hit) {
  if (hit.birth == screening::BirthVerdict::contradicts && hit.match.similarity > hit.similarity)
    return "; not a match: the births differ";
  if (hit.match.doubt > kDoubtful) {
    return "; not a match by name alone: what agrees is frequent and is not word for word, so that "
           "a date of birth or a number has to agree too";
  }
  return "; not a match: what is missing or differs weighs too much for what agrees";
}

}  // namespace

struct ScreenDesk::State {
  ScreenOptions options;
  engine::ListNames lists;
  screening::NameIndex index;
  engine::ListedNumbers numbers;
  std::vector<std::uint32_t> first_names;  // by entry: where in lists.names its own stands

  std::vector<Hit> find_hits(const ScreenQuery& query, const text::ParsedName& parsed) const {
    std::vector<Hit> hits;
    if (parsed.is_placeholder) return hits;
    screening::FindOptions find;
    find.cutoff = options.near_miss;
    find.limit = 4 * options.limit + 20;  // births may change the order
    for (const screening::NameMatch& match : index.find(parsed, find)) {
      Hit hit{match, match.similarity,
              screening::compare_births(query.birth_date, lists.entries[match.entry].birth_date)};
      if (hit.birth == screening::BirthVerdict::contradicts) hit.similarity *= kOtherBirth;
      if (hit.birth == screening::BirthVerdict::agrees)
        hit.similarity += (1 - hit.similarity) * kSameBirth;
      if (hit.similarity >= options.near_miss) hits.push_back(hit);
    }
    std::ranges::stable_sort(
        hits, [](const Hit& a, const Hit& b) { return a.similarity > b.similarity; });
    return hits;
  }

  // Of the numbers that the query states, one an entry.
  std::vector<const engine::EntryNumber*> find_numbers(const ScreenQuery& query) const {
    std::vector<const engine::EntryNumber*> found;
    for (const std::uint32_t place : numbers.find(query.name, country_of(query.country))) {
      const engine::EntryNumber& number = lists.numbers[place];
      if (std::ranges::find(found, number.entry, &engine::EntryNumber::entry) == found.end())
        found.push_back(&number);
    }
    if (found.size() > options.limit) found.resize(options.limit);
    return found;
  }

  void write_number(const engine::EntryNumber& number, base::JsonWriter& json) const {
    write_entry(lists.names[first_names[number.entry]], 1,
                fmt::format("the list has this {}: {}", name_of_kind(number.kind), number.value),
                json);
  }

  void write_hit(const Hit& hit, const text::ParsedName& parsed, base::JsonWriter& json) const {
    const engine::EntryName& name = lists.names[hit.match.name];
    const engine::ListedEntry& entry = lists.entries[hit.match.entry];
    std::string why = index.explain(parsed, hit.match);
    if (hit.birth == screening::BirthVerdict::contradicts) why += "; born in another year";
    if (hit.birth == screening::BirthVerdict::agrees) why += "; born in the same year";
    if (name.weak) why += "; an alias that the list calls weak";
    if (entry.kind == "person") why += tell_bearers(name.name, hit);
    if (hit.similarity < options.threshold) why += tell_why_not(hit);
    write_entry(name, hit.similarity, why, json);
  }

  void write_entry(const engine::EntryName& name, double similarity, std::string_view why,
                   base::JsonWriter& json) const {
    const engine::ListedEntry& entry = lists.entries[name.entry];
    json.begin_object().field("list", entry.list).field("list_entry_id", entry.entry_id);
    json.field("matched_name", name.name).field("similarity", std::round(similarity * 1e6) / 1e6);
    json.field("match", similarity >= options.threshold).field("why", why);
    json.field("kind", entry.kind).optional_field("country", entry.country);
    json.optional_field("birth_date", entry.birth_date).optional_field("program", entry.program);
    json.optional_field("valid_from", entry.valid_from)
        .optional_field("valid_to", entry.valid_to)
        .end_object();
  }
};

ScreenDesk::ScreenDesk(std::unique_ptr<const State> state) : state_(std::move(state)) {}
ScreenDesk::ScreenDesk(ScreenDesk&&) noexcept = default;
ScreenDesk& ScreenDesk::operator=(ScreenDesk&&) noexcept = default;
ScreenDesk::~ScreenDesk() = default;

Expected<ScreenDesk> ScreenDesk::open(const ScreenOptions& options) {
  if (options.progress) options.progress("reading lists", 0, 0);
  TRY_ASSIGN(engine::ListNames lists, engine::read_list_names(options.lists));
  std::vector<screening::ListedName> listed;
  listed.reserve(lists.names.size());
  for (const engine::EntryName& name : lists.names) {
    const engine::ListedEntry& entry = lists.entries[name.entry];
    listed.push_back(
        {name.name, screening::schema_of(entry.kind), country_of(entry.country), name.entry});
  }
  screening::NameIndex index = screening::NameIndex::build(listed, options.threads);
  std::vector<std::uint32_t> first_names(lists.entries.size(), 0);
  for (std::size_t i = lists.names.size(); i-- > 0;)
    first_names[lists.names[i].entry] = static_cast<std::uint32_t>(i);
  engine::ListedNumbers numbers(lists.numbers);
  return ScreenDesk(std::make_unique<State>(State{options, std::move(lists), std::move(index),
                                                  std::move(numbers), std::move(first_names)}));
}

std::size_t ScreenDesk::name_count() const {
  return state_->lists.names.size();
}
std::size_t ScreenDesk::entry_count() const {
  return state_->lists.entries.size();
}

std::string ScreenDesk::screen_json(const ScreenQuery& query) const {
  const text::ParsedName parsed = state_->index.parse(query.name, query.schema, query.country);
  const std::vector<Hit> hits = state_->find_hits(query, parsed);
  base::JsonWriter json;
  json.begin_object().field("id", query.id).field("name", query.name).key("hits").begin_array();
  const auto first_miss = std::ranges::find_if(
      hits, [&](const Hit& hit) { return hit.similarity < state_->options.threshold; });
  const auto limit = static_cast<std::ptrdiff_t>(state_->options.limit);
  const auto numbers = state_->find_numbers(query);
  for (const engine::EntryNumber* number : numbers) state_->write_number(*number, json);
  auto left = limit - static_cast<std::ptrdiff_t>(numbers.size());
  for (auto hit = hits.begin(); hit != first_miss && left > 0; ++hit) {
    if (std::ranges::find(numbers, hit->match.entry, &engine::EntryNumber::entry) != numbers.end())
      continue;
    state_->write_hit(*hit, parsed, json);
    --left;
  }
  json.end_array().key("near_misses").begin_array();
  for (auto hit = first_miss; hit != hits.end() && hit - first_miss < limit; ++hit)
    state_->write_hit(*hit, parsed, json);
  json.end_array();
  if (parsed.is_placeholder) json.field("note", "a placeholder, not a name");
  if (parsed.readings.empty()) json.field("note", "no letters to compare");
  json.end_object();
  return json.take();
}

Expected<ScreenFileReport> ScreenDesk::screen_file(const std::filesystem::path& file,
                                                   const WriteText& write) const {
  static constexpr std::array<std::string_view, 5> kFields = {"id", "name", "schema", "country",
                                                              "birth_date"};
  TRY_ASSIGN(auto source, ingest::open_decoded(file));
  TRY_ASSIGN(const auto reader, ingest::CsvReader::open(std::move(source)));
  std::array<std::size_t, kFields.size()> columns;
  for (std::size_t i = 0; i < kFields.size(); ++i) {
    const auto found = std::ranges::find(reader->columns(), kFields[i]);
    columns[i] = found == reader->columns().end()
                     ? kAbsent
                     : static_cast<std::size_t>(found - reader->columns().begin());
  }
  if (columns[1] == kAbsent) {
    return fail(ErrorCode::format,
                file.filename().string() +
                    ": the header needs the column name; it is: " + reader->header_line());
  }
  ScreenFileReport report;
  ingest::RowBatch batch;
  for (bool more = true; more;) {
    TRY_ASSIGN(more, reader->next(batch));
    std::vector<std::string> lines(batch.size());
    base::parallel_for(
        batch.size(), {state_->options.threads, 64}, [&](std::size_t begin, std::size_t end) {
          for (std::size_t row = begin; row < end; ++row) {
            const auto at = [&](std::size_t i) {
              return columns[i] == kAbsent ? std::string() : std::string(batch.at(row, columns[i]));
            };
            lines[row] = screen_json({at(0), at(1), at(2), at(3), at(4)}) + "\n";
          }
        });
    std::string text;
    std::size_t bad = 0;
    const auto write_bad_before = [&](std::uint64_t line) {
      for (; bad < batch.bad_rows.size() && batch.bad_rows[bad].line < line; ++bad) {
        base::JsonWriter json;
        json.begin_object()
            .field("line", batch.bad_rows[bad].line)
            .key("hits")
            .begin_array()
            .end_array();
        json.key("near_misses")
            .begin_array()
            .end_array()
            .field("note", batch.bad_rows[bad].reason)
            .end_object();
        text += json.take() + "\n";
        ++report.bad_rows;
      }
    };
    for (std::size_t row = 0; row < lines.size(); ++row) {
      write_bad_before(batch.lines[row]);
      report.with_hits += lines[row].find("\"hits\":[]") == std::string::npos;
      text += lines[row];
    }
    write_bad_before(static_cast<std::uint64_t>(-1));
    report.rows += lines.size();
    if (!text.empty()) TRY(write(text));
    if (state_->options.progress) state_->options.progress("screening names", report.rows, 0);
  }
  return report;
}

}  // namespace chokepoint

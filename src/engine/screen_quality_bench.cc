// How good names and screening are, as figures beside the speed: recall on the whole OFAC list,
// alerts on ordinary names, precision and recall on labelled pairs. The list is not part of the
// project; where CHOKEPOINT_LISTS (else ../shared/data) has no lists its figures are skipped, and
// say so. CHOKEPOINT_EXAMPLES=20 prints that many of the names that went wrong.
#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <memory>
#include <unordered_set>

#include "engine/list_names.h"
#include "screening/name_index.h"
#include "test/chinese_names.h"
#include "test/made_names.h"
#include "test/ordinary_names.h"
#include "text/name_tokens.h"
#include "text/normal_form.h"
#include "text/similarity.h"

namespace chokepoint::engine {
namespace {

using screening::NameIndex;
using screening::NameMatch;

const std::filesystem::path kSource = CHOKEPOINT_SOURCE_DIR;

std::filesystem::path folder_of_lists() {
  const char* stated = std::getenv("CHOKEPOINT_LISTS");
  return stated != nullptr ? stated : kSource / "../shared/data";
}

// The words of a name in alphabetical order: one text for a name and its namesakes.
std::string sorted_words(std::string_view name) {
  const std::string folded = text::fold(name);
  text::NameTokens tokens;
  tokens.read(folded);
  std::vector<std::string> words;
  for (const text::NameToken& token : tokens.words()) words.emplace_back(token.text);
  std::ranges::sort(words);
  return fmt::format("{}", fmt::join(words, " "));
}

// The same by sound: groups of spellings and short forms, without particles and patronymics.
std::string sorted_sounds(const text::ParsedName& name) {
  std::vector<std::uint64_t> sounds;
  for (const text::Reading& reading : name.readings) {
    if (!reading.person || reading.romanisation != text::Romanisation::as_written) continue;
    for (const text::ParsedToken& token : reading.tokens) {
      if (token.kind == text::TokenKind::plain)
        sounds.push_back(token.has_variants() ? token.variants()[0] : token.soft);
    }
    break;
  }
  std::ranges::sort(sounds);
  return fmt::format("{}", fmt::join(sounds, " "));
}

struct List {
  ListNames names;
  NameIndex index;
  std::unordered_set<std::string> namesakes, namesakes_by_sound;
};

// Null where the list is absent.
const List* ofac() {
  static const std::unique_ptr<const List> list = [] {
    const std::filesystem::path folder = folder_of_lists() / "ofac";
    auto names = read_list_names({folder / "sdn.csv", folder / "alt.csv"});
    if (!names) return std::unique_ptr<const List>();
    std::vector<screening::ListedName> listed;
    std::unordered_set<std::string> namesakes;
    for (const EntryName& name : names->names) {
      namesakes.insert(sorted_words(name.name));
      const std::string& kind = names->entries[name.entry].kind;
      listed.push_back({name.name,
                        kind == "person"         ? "Person"
                        : kind == "organization" ? "Organization"
                                                 : "Vessel",
                        "", name.entry});
    }
    NameIndex index = NameIndex::build(listed, 2);
    std::unordered_set<std::string> by_sound;
    for (const screening::ListedName& name : listed) {
      if (name.schema == "Person")
        by_sound.insert(sorted_sounds(index.parse(name.name, "Person", "")));
    }
    return std::make_unique<const List>(
        List{std::move(*names), std::move(index), std::move(namesakes), std::move(by_sound)});
  }();
  return list.get();
}

class Examples {
 public:
  void show(std::string_view text) {
    if (left_ > 0) fmt::print("  {}\n", text), --left_;
  }

 private:
  int left_ = std::getenv("CHOKEPOINT_EXAMPLES") != nullptr
                  ? std::atoi(std::getenv("CHOKEPOINT_EXAMPLES"))
                  : 0;
};

using Dress = std::function<std::string(const std::string& name, testing::MadeNames& made)>;

void find_own_entry(benchmark::State& state, const Dress& dress) {
  const List* list = ofac();
  if (list == nullptr) {
    state.SkipWithError("OFAC's list is absent");
    return;
  }
  std::size_t asked = 0, first = 0, over = 0;
  Examples examples;
  for (auto _ : state) {
    testing::MadeNames made(21);
    for (const auto& [entry, name, weak] : list->names.names) {
      const std::string query = dress(name, made);
      if (query.empty()) continue;
      const auto found = list->index.find(list->index.parse(query, "", ""), {0.50, 50});
      ++asked;
      const auto own = std::ranges::find(found, entry, &NameMatch::entry);
      // Entries that share the words of a name share the first place.
      const bool is_first = own != found.end() && own->similarity == found[0].similarity;
      const bool is_over = own != found.end() && own->similarity >= text::kDefaultThreshold;
      first += is_first;
      over += is_over;
      if (!is_first || !is_over) {
        examples.show(fmt::format("{} | {} | {:.3f} | {} {:.3f}", query, name,
                                  own != found.end() ? own->similarity : 0,
                                  found.empty() ? "" : list->names.names[found[0].name].name,
                                  found.empty() ? 0 : found[0].similarity));
      }
    }
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(asked));
  state.counters["asked"] = static_cast<double>(asked);
  state.counters["first"] = static_cast<double>(first) / static_cast<double>(asked);
  state.counters["over_threshold"] = static_cast<double>(over) / static_cast<double>(asked);
}

void OfacAsWritten(benchmark::State& state) {
  find_own_entry(state, [](const std::string& name, testing::MadeNames&) { return name; });
}
BENCHMARK(OfacAsWritten)->Iterations(1)->Unit(benchmark::kMillisecond);

void OfacSwapped(benchmark::State& state) {
  find_own_entry(state, [](const std::string& name, testing::MadeNames&) {
    return name.contains(' ') ? testing::MadeNames::reversed(name) : "";
  });
}
BENCHMARK(OfacSwapped)->Iterations(1)->Unit(benchmark::kMillisecond);

void OfacOneLetterWrong(benchmark::State& state) {
  find_own_entry(state, [](const std::string& name, testing::MadeNames& made) {
    const auto letters =
        std::ranges::count_if(name, [](unsigned char c) { return std::isalpha(c) != 0; });
    return letters >= 4 ? made.with_slip(name) : "";
  });
}
BENCHMARK(OfacOneLetterWrong)->Iterations(1)->Unit(benchmark::kMillisecond);

// "SMITH, John Paul" asked for as "John Smith"; empty for names of another form.
std::string without_middle_name(const std::string& name) {
  const std::size_t comma = name.find(", ");
  if (comma == std::string::npos) return "";
  const std::string given = name.substr(comma + 2);
  const std::size_t space = given.find(' ');
  if (space == std::string::npos || given.contains(',')) return "";
  const std::size_t next = given.find(' ', space + 1);
  const std::string rest = next == std::string::npos ? "" : given.substr(next);
  return given.substr(0, space) + rest + " " + name.substr(0, comma);
}

void OfacMiddleNameLeftOut(benchmark::State& state) {
  find_own_entry(state, [](const std::string& name, testing::MadeNames&) {
    return without_middle_name(name);
  });
}
BENCHMARK(OfacMiddleNameLeftOut)->Iterations(1)->Unit(benchmark::kMillisecond);

void count_alerts(benchmark::State& state, int count, const std::function<std::string()>& next) {
  const List* list = ofac();
  if (list == nullptr) {
    state.SkipWithError("OFAC's list is absent");
    return;
  }
  int alerts = 0, namesakes = 0, by_sound = 0;
  Examples examples;
  for (auto _ : state) {
    for (int i = 0; i < count; ++i) {
      const std::string name = next();
      const text::ParsedName parsed = list->index.parse(name, "", "");
      const auto found = list->index.find(parsed, {text::kDefaultThreshold, 1});
      if (found.empty()) continue;
      ++alerts;
      if (list->namesakes.contains(sorted_words(name))) {
        ++namesakes;
        continue;
      }
      const bool is_by_sound = list->namesakes_by_sound.contains(sorted_sounds(parsed));
      by_sound += is_by_sound;
      examples.show(fmt::format("{} | {} {:.3f}{}", name, list->names.names[found[0].name].name,
                                found[0].similarity, is_by_sound ? " by sound" : ""));
    }
  }
  const auto per_1000 = [&](int of_them) { return 1000.0 * of_them / count; };
  state.SetItemsProcessed(count);
  state.counters["alerts_per_1000"] = per_1000(alerts);
  state.counters["namesakes"] = per_1000(namesakes);
  state.counters["namesakes_by_sound"] = per_1000(by_sound);
  state.counters["others"] = per_1000(alerts - namesakes - by_sound);
}

void AlertsOnMadeNames(benchmark::State& state) {
  testing::MadeNames made(22);
  int i = 0;
  count_alerts(state, 100'000, [&] { return i++ % 4 == 0 ? made.firm() : made.person(); });
}
BENCHMARK(AlertsOnMadeNames)->Iterations(1)->Unit(benchmark::kMillisecond);

void AlertsOnOrdinaryFirms(benchmark::State& state) {
  testing::OrdinaryNames names(23, kSource);
  count_alerts(state, 20'000, [&] { return names.firm(); });
}
BENCHMARK(AlertsOnOrdinaryFirms)->Iterations(1)->Unit(benchmark::kMillisecond);

void AlertsOnOrdinaryPersons(benchmark::State& state) {
  testing::OrdinaryNames names(24, kSource);
  count_alerts(state, 100'000, [&] { return names.person(); });
}
BENCHMARK(AlertsOnOrdinaryPersons)->Iterations(1)->Unit(benchmark::kMillisecond);

void AlertsOnOtherPersons(benchmark::State& state) {
  testing::OrdinaryNames names(26, kSource);
  count_alerts(state, 100'000, [&] { return names.other_person(); });
}
BENCHMARK(AlertsOnOtherPersons)->Iterations(1)->Unit(benchmark::kMillisecond);

void AlertsOnPersonsOf(benchmark::State& state) {
  testing::OrdinaryNames names(25, kSource);
  const std::string country = names.countries()[static_cast<std::size_t>(state.range(0))];
  state.SetLabel(country);
  count_alerts(state, 10'000, [&] { return names.person(country); });
}
BENCHMARK(AlertsOnPersonsOf)->DenseRange(0, 22)->Iterations(1)->Unit(benchmark::kMillisecond);

struct Verdicts {
  std::size_t found = 0, missed = 0, wrong = 0, right = 0;

  void count(bool same, bool match) {
    ++(same ? (match ? found : missed) : (match ? wrong : right));
  }
  void report(benchmark::State& state) const {
    const double precision = static_cast<double>(found) / static_cast<double>(found + wrong);
    const double recall = static_cast<double>(found) / static_cast<double>(found + missed);
    state.counters["pairs"] = static_cast<double>(found + missed + wrong + right);
    state.counters["precision"] = precision;
    state.counters["recall"] = recall;
    state.counters["f1"] = 2 * precision * recall / (precision + recall);
  }
};

void judge_pairs(benchmark::State& state, const std::filesystem::path& file) {
  const auto rows = testing::read_test_table(file);
  Verdicts verdicts;
  Examples examples;
  for (auto _ : state) {
    for (const auto& row : rows) {
      const text::ParseOptions options{row[2], "", nullptr};
      const auto compared =
          text::compare(text::parse_name(row[3], options), text::parse_name(row[4], options),
                        {text::kDefaultThreshold, true});
      verdicts.count(row[0] == "yes", compared.match);
      if (compared.match != (row[0] == "yes")) {
        examples.show(fmt::format("{} {} | {} | {:.3f} | {}", row[0], row[3], row[4],
                                  compared.similarity, compared.why));
      }
    }
  }
  verdicts.report(state);
}

void PairsOfManyScripts(benchmark::State& state) {
  judge_pairs(state, kSource / "test/names/pairs.tsv");
}
BENCHMARK(PairsOfManyScripts)->Iterations(1)->Unit(benchmark::kMillisecond);

// Written after all else stood; the first figure measured is in docs/internals/names.md.
void PairsWrittenLater(benchmark::State& state) {
  judge_pairs(state, kSource / "test/names/later_pairs.tsv");
}
BENCHMARK(PairsWrittenLater)->Iterations(1)->Unit(benchmark::kMillisecond);

// Written blind; the tables were mended on the first, of the second only the sums were looked at.
void PairsMended(benchmark::State& state) {
  judge_pairs(state, kSource / "test/names/mended_pairs.tsv");
}
BENCHMARK(PairsMended)->Iterations(1)->Unit(benchmark::kMillisecond);

void PairsWrittenLast(benchmark::State& state) {
  judge_pairs(state, kSource / "test/names/last_pairs.tsv");
}
BENCHMARK(PairsWrittenLast)->Iterations(1)->Unit(benchmark::kMillisecond);

void PairsHeldBack(benchmark::State& state) {
  judge_pairs(state, kSource / "test/names/held_pairs.tsv");
}
BENCHMARK(PairsHeldBack)->Iterations(1)->Unit(benchmark::kMillisecond);

void PairsOfChineseNames(benchmark::State& state) {
  Verdicts verdicts;
  for (auto _ : state) {
    for (const testing::ChinesePair& pair : testing::make_chinese_pairs(2, 12'000)) {
      const text::ParseOptions options{pair.schema, pair.country, nullptr};
      verdicts.count(pair.same, text::compare(text::parse_name(pair.name_1, options),
                                              text::parse_name(pair.name_2, options))
                                    .match);
    }
  }
  verdicts.report(state);
}
BENCHMARK(PairsOfChineseNames)->Iterations(1)->Unit(benchmark::kMillisecond);

// The UN's names in original script against the first name of the same entry in Latin letters.
void PairsOfUnScripts(benchmark::State& state) {
  const auto list = read_list_names({folder_of_lists() / "un/UN_consolidated.xml"});
  if (!list) {
    state.SkipWithError("the UN's list is absent");
    return;
  }
  std::size_t pairs = 0, found = 0;
  Examples examples;
  for (auto _ : state) {
    std::vector<std::string> first(list->entries.size());
    for (const EntryName& name : list->names) {
      std::string& latin = first[name.entry];
      if (latin.empty()) latin = name.name;
      const ListedEntry& entry = list->entries[name.entry];
      const text::Script script = text::main_script(name.name);
      if (script == text::Script::latin || entry.kind != "person") continue;
      const text::ParseOptions options{"Person", "", nullptr};
      const auto compared =
          text::compare(text::parse_name(latin, options), text::parse_name(name.name, options),
                        {text::kDefaultThreshold, true});
      ++pairs;
      found += compared.match;
      if (!compared.match)
        examples.show(fmt::format("{} | {} | {:.3f} {}", latin, name.name, compared.similarity,
                                  compared.why));
    }
  }
  state.counters["pairs"] = static_cast<double>(pairs);
  state.counters["recall"] = static_cast<double>(found) / static_cast<double>(pairs);
}
BENCHMARK(PairsOfUnScripts)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace chokepoint::engine

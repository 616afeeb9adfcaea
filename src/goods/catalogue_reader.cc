// data/regimes/*.toml to a Catalogue, with every rule of the schema checked: an unknown key, a row
// that covers nothing known, a day that does not exist, a CAS number with a wrong check digit, a
// row without a source are all errors.
#include <toml++/toml.h>

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <map>
#include <set>

#include "base/data_files.h"
#include "goods/cas_number.h"
#include "goods/catalogue.h"
#include "goods/day_limits.h"

namespace chokepoint::goods {
namespace {

using Keys = std::initializer_list<std::string_view>;

constexpr std::string_view kPaperKinds[] = {
    "licence",    "registration", "import_permit", "export_permit", "pre_export_notification",
    "declaration"};

Expected<> check_keys(const toml::table& table, Keys known, std::string_view where) {
  for (const auto& [key, value] : table) {
    if (std::ranges::find(known, key.str()) == known.end()) {
      return fail(ErrorCode::format,
                  std::string(where) + ": unknown key " + std::string(key.str()));
    }
  }
  return {};
}

std::string text_of(const toml::table& table, std::string_view key) {
  return table[key].value_or(std::string());
}

Expected<std::vector<std::string>> texts_of(const toml::table& table, std::string_view key,
                                            std::string_view where) {
  std::vector<std::string> texts;
  const toml::node_view<const toml::node> node = table[key];
  if (!node) return texts;
  const toml::array* array = node.as_array();
  if (array == nullptr)
    return fail(ErrorCode::format,
                std::string(where) + ": " + std::string(key) + " must be a list");
  for (const toml::node& element : *array) {
    const auto text = element.value<std::string>();
    if (!text || text->empty())
      return fail(ErrorCode::format,
                  std::string(where) + ": " + std::string(key) + " must hold texts");
    texts.push_back(*text);
  }
  return texts;
}

}  // namespace

class CatalogueReader {
 public:
  Expected<Catalogue> read(const std::vector<std::pair<std::string, std::string>>& files);

 private:
  struct File {
    std::string name;
    toml::table table;
  };
  Expected<> read_substance(const toml::table& table, std::string_view where);
  Expected<> read_group(const toml::table& table, std::string_view where);
  Expected<> read_equipment(const toml::table& table, std::string_view where);
  Expected<> read_things(const File& file);
  Expected<> read_names(const toml::table& table, std::uint16_t thing, std::string_view where);
  Expected<> read_tariff(const toml::table& table, std::uint16_t thing, std::string_view where);
  Expected<> read_members(const File& file);
  Expected<> read_list(const File& file);
  Expected<> read_row(const toml::table& table, const toml::table& obligations,
                      const std::string& regime, std::string_view where);
  Expected<> read_dates(const toml::table& table, RegimeRow& row, std::string_view where);
  Expected<> read_obligation(const toml::table& table, RegimeRow& row, std::string_view where);
  Expected<> read_innocent(const File& file);
  Expected<> read_countries(const File& file);
  Expected<> add_thing(Thing thing, std::string_view where);
  Expected<> add_name(std::string_view name, NameKind kind, std::uint16_t thing,
                      std::string_view where);
  void cover_members();
  void finish();

  Catalogue made_;
  std::vector<NameRule> rules_;
  std::map<std::pair<std::u16string, std::uint16_t>, NameKind> seen_names_;
  std::map<std::string, std::vector<std::string>> members_;  // of a group
};

Expected<> CatalogueReader::add_thing(Thing thing, std::string_view where) {
  if (thing.id.empty() || thing.name.empty())
    return fail(ErrorCode::format, std::string(where) + ": id and name are needed");
  if (made_.thing_by_id(thing.id) != Catalogue::kNone)
    return fail(ErrorCode::format, std::string(where) + ": " + thing.id + " stands twice");
  made_.things_.push_back(std::move(thing));
  return {};
}

Expected<> CatalogueReader::add_name(std::string_view name, NameKind kind, std::uint16_t thing,
                                     std::string_view where) {
  std::u16string symbols = fold_name(name);
  if (symbols.size() < 2 || symbols.size() > 96) {
    return fail(ErrorCode::format, std::string(where) + ": the name " + std::string(name) +
                                       " is too short or too long");
  }
  if (!seen_names_.emplace(std::pair{symbols, thing}, kind).second)
    return {};  // one spelling in two languages
  NameRule rule;
  rule.owner = static_cast<std::uint16_t>(made_.name_uses_.size());
  rule.may_be_misspelt = kind == NameKind::name;
  rule.whole_word = kind == NameKind::acronym ||
                    (kind == NameKind::name && made_.things_[thing].kind == ThingKind::equipment &&
                     !is_han(symbols.back()));
  rule.symbols = std::move(symbols);
  rules_.push_back(std::move(rule));
  made_.name_uses_.push_back({kind, thing});
  return {};
}

Expected<> CatalogueReader::read_names(const toml::table& table, std::uint16_t thing,
                                       std::string_view where) {
  TRY(add_name(made_.things_[thing].name, NameKind::name, thing, where));
  if (const toml::table* names = table["names"].as_table()) {
    TRY(check_keys(*names, {"en", "zh-Hans", "zh-Hant", "es", "de", "fr", "pt", "hi", "ru"},
                   where));
    for (const auto& [language, value] : *names) {
      TRY_ASSIGN(const std::vector<std::string> spellings, texts_of(*names, language.str(), where));
      for (const std::string& name : spellings) TRY(add_name(name, NameKind::name, thing, where));
    }
  }
  TRY_ASSIGN(const std::vector<std::string> acronyms, texts_of(table, "acronyms", where));
  for (const std::string& name : acronyms) TRY(add_name(name, NameKind::acronym, thing, where));
  TRY_ASSIGN(const std::vector<std::string> stems, texts_of(table, "stems", where));
  for (const std::string& name : stems) TRY(add_name(name, NameKind::stem, thing, where));
  return {};
}

Expected<> CatalogueReader::read_tariff(const toml::table& table, std::uint16_t thing,
                                        std::string_view where) {
  const toml::array* entries = table["hs"].as_array();
  if (entries == nullptr) return {};
  for (const toml::node& node : *entries) {
    const toml::table* entry = node.as_table();
    if (entry == nullptr)
      return fail(ErrorCode::format, std::string(where) + ": hs must be a list of tables");
    TRY(check_keys(*entry, {"edition", "code", "identifies", "status"}, where));
    TariffEntry made{(*entry)["edition"].value_or(0), text_of(*entry, "code"), thing,
                     (*entry)["identifies"].value_or(false),
                     text_of(*entry, "status") == "verified"};
    const bool digits = std::ranges::all_of(made.code, [](char c) { return c >= '0' && c <= '9'; });
    if (made.code.size() != 6 || !digits || made.edition < 2007)
      return fail(ErrorCode::format, std::string(where) + ": hs needs an edition and six digits");
    made_.tariff_.push_back(std::move(made));
  }
  return {};
}

Expected<> CatalogueReader::read_substance(const toml::table& table, std::string_view where) {
  TRY(check_keys(table,
                 {"id", "name", "cas", "cas_status", "smiles", "inchi", "inchi_key", "acronyms",
                  "acronym_trust", "hs", "names"},
                 where));
  Thing thing;
  thing.id = text_of(table, "id");
  thing.name = text_of(table, "name");
  thing.smiles = text_of(table, "smiles");
  thing.inchi = text_of(table, "inchi");
  thing.inchi_key = text_of(table, "inchi_key");
  thing.acronym_trust = static_cast<float>(table["acronym_trust"].value_or(0.0));
  if (thing.inchi_key.size() != 27)
    return fail(ErrorCode::format, std::string(where) + ": inchi_key is needed");
  if (text_of(table, "cas_status") != "verified" && text_of(table, "cas_status") != "unverified") {
    return fail(ErrorCode::format,
                std::string(where) + ": cas_status must be verified or unverified");
  }
  TRY_ASSIGN(const std::vector<std::string> numbers, texts_of(table, "cas", where));
  const auto index = static_cast<std::uint16_t>(made_.things_.size());
  for (const std::string& text : numbers) {
    const CasNumber number = read_cas(text);
    if (number.problem != CasProblem::none)
      return fail(ErrorCode::format, std::string(where) + ": " + text + " is no CAS number");
    if (thing.cas.empty()) thing.cas = format_cas(number.digits);
    made_.by_cas_.emplace_back(number.digits, index);
  }
  TRY(add_thing(std::move(thing), where));
  TRY(read_tariff(table, index, where));
  return read_names(table, index, where);
}

Expected<> CatalogueReader::read_group(const toml::table& table, std::string_view where) {
  TRY(check_keys(table,
                 {"id", "name", "parent", "kinds", "class", "members", "stems", "hs", "wording",
                  "source", "names", "clause"},
                 where));
  Thing thing;
  thing.kind = ThingKind::group;
  thing.id = text_of(table, "id");
  thing.name = text_of(table, "name");
  thing.parent = text_of(table, "parent");
  thing.structure_class = text_of(table, "class");
  thing.wording = text_of(table, "wording");
  if (thing.wording.empty() || text_of(table, "source").empty())
    return fail(ErrorCode::format, std::string(where) + ": wording and source are needed");
  TRY_ASSIGN(thing.wording_kinds, texts_of(table, "kinds", where));
  TRY_ASSIGN(members_[thing.id], texts_of(table, "members", where));
  if (const toml::array* clauses = table["clause"].as_array()) {
    for (const toml::node& node : *clauses) {
      const toml::table* clause = node.as_table();
      if (clause == nullptr)
        return fail(ErrorCode::format, std::string(where) + ": clause must be a table");
      thing.clauses.emplace_back(text_of(*clause, "id"), text_of(*clause, "says"));
    }
  }
  const auto index = static_cast<std::uint16_t>(made_.things_.size());
  const bool has_names = table.contains("names");
  TRY(add_thing(std::move(thing), where));
  TRY(read_tariff(table, index, where));
  return has_names ? read_names(table, index, where) : Expected<>{};
}

Expected<> CatalogueReader::read_equipment(const toml::table& table, std::string_view where) {
  TRY(check_keys(table, {"id", "name", "hs", "names"}, where));
  Thing thing;
  thing.kind = ThingKind::equipment;
  thing.id = text_of(table, "id");
  thing.name = text_of(table, "name");
  const auto index = static_cast<std::uint16_t>(made_.things_.size());
  TRY(add_thing(std::move(thing), where));
  TRY(read_tariff(table, index, where));
  return read_names(table, index, where);
}

Expected<> CatalogueReader::read_things(const File& file) {
  TRY(check_keys(file.table, {"schema", "substance", "group", "equipment"}, file.name));
  for (const std::string_view kind : {"substance", "group", "equipment"}) {
    const toml::array* array = file.table[kind].as_array();
    if (array == nullptr) continue;
    std::size_t number = 0;
    for (const toml::node& node : *array) {
      const std::string where =
          file.name + ": " + std::string(kind) + " " + std::to_string(++number);
      const toml::table* table = node.as_table();
      if (table == nullptr) return fail(ErrorCode::format, where + ": must be a table");
      if (kind == "substance") TRY(read_substance(*table, where));
      if (kind == "group") TRY(read_group(*table, where));
      if (kind == "equipment") TRY(read_equipment(*table, where));
    }
  }
  return {};
}

Expected<> CatalogueReader::read_obligation(const toml::table& table, RegimeRow& row,
                                            std::string_view where) {
  TRY(check_keys(table, {"export", "transit", "import", "domestic", "rules"}, where));
  static constexpr std::pair<std::string_view, Side> kSides[] = {{"export", kExporting},
                                                                 {"transit", kTransit},
                                                                 {"import", kImporting},
                                                                 {"domestic", kDomestic}};
  TRY_ASSIGN(const std::vector<std::string> rules, texts_of(table, "rules", where));
  std::array<std::set<std::string>, 16> papers;
  for (const auto& [key, side] : kSides) {
    TRY_ASSIGN(const std::vector<std::string> kinds, texts_of(table, key, where));
    for (const std::string& kind : kinds) {
      if (std::ranges::find(kPaperKinds, kind) == std::end(kPaperKinds))
        return fail(ErrorCode::format, std::string(where) + ": unknown paper " + kind);
      row.asks_papers = true;
      for (std::size_t sides = 0; sides < 16; ++sides) {
        if ((sides & side) != 0) papers[sides].insert(kind);
      }
    }
  }
  for (std::size_t sides = 0; sides < 16; ++sides) {
    for (const std::string_view kind : kPaperKinds) {
      if (papers[sides].contains(std::string(kind)))
        row.papers[sides] += (row.papers[sides].empty() ? "" : ";") + std::string(kind);
    }
    row.obligations[sides] = row.papers[sides];
    for (const std::string& rule : rules)
      row.obligations[sides] += (row.obligations[sides].empty() ? "" : ";") + rule;
  }
  return {};
}

Expected<> CatalogueReader::read_dates(const toml::table& table, RegimeRow& row,
                                       std::string_view where) {
  row.valid_from = text_of(table, "valid_from");
  row.valid_to = text_of(table, "valid_to");
  const std::string seen_on = text_of(table, "seen_on");
  if (!row.valid_from.empty()) {
    row.from = parse_day_limits(row.valid_from);
    if (!row.from)
      return fail(ErrorCode::format, std::string(where) + ": valid_from " + row.valid_from +
                                         " is no day, month or year");
    made_.knows_until_ = std::max(made_.knows_until_, row.from->latest);
  }
  if (!row.valid_to.empty()) {
    const auto limits = parse_day_limits(row.valid_to);
    if (!limits || limits->earliest != limits->latest)
      return fail(ErrorCode::format, std::string(where) + ": valid_to must be a day");
    row.to = limits->earliest;
    made_.knows_until_ = std::max(made_.knows_until_, *row.to);
  }
  if (!seen_on.empty()) {
    const auto limits = parse_day_limits(seen_on);
    if (!limits || limits->earliest != limits->latest)
      return fail(ErrorCode::format, std::string(where) + ": seen_on must be a day");
    row.seen_on = limits->earliest;
    made_.knows_until_ = std::max(made_.knows_until_, *row.seen_on);
  }
  if (row.from && row.to && row.from->latest > *row.to)
    return fail(ErrorCode::format, std::string(where) + ": valid_to lies before valid_from");
  return {};
}

Expected<> CatalogueReader::read_row(const toml::table& table, const toml::table& obligations,
                                     const std::string& regime, std::string_view where) {
  TRY(check_keys(table,
                 {"list", "covers", "obligation", "state", "valid_from", "valid_to", "seen_on",
                  "destinations", "threshold_kg", "source", "source_status", "note"},
                 where));
  RegimeRow row;
  row.regime = regime;
  row.list = text_of(table, "list");
  row.source = text_of(table, "source");
  row.source_status = text_of(table, "source_status");
  row.note = text_of(table, "note");
  row.threshold_kg = table["threshold_kg"].value_or(0.0);
  if (row.list.empty() || row.source.empty())
    return fail(ErrorCode::format, std::string(where) + ": list and source are needed");
  if (row.source_status != "verified" && row.source_status != "unverified") {
    return fail(ErrorCode::format,
                std::string(where) + ": source_status must be verified or unverified");
  }
  const std::string state = table["state"].value_or(std::string("listed"));
  if (state != "listed" && state != "proposed" && state != "unread")
    return fail(ErrorCode::format, std::string(where) + ": unknown state " + state);
  row.state = state == "listed"     ? RowState::listed
              : state == "proposed" ? RowState::proposed
                                    : RowState::unread;
  TRY(read_dates(table, row, where));
  if (row.state == RowState::listed && !row.from && !row.seen_on)
    return fail(ErrorCode::format, std::string(where) + ": valid_from or seen_on is needed");
  TRY_ASSIGN(row.destinations, texts_of(table, "destinations", where));
  const std::string obligation = text_of(table, "obligation");
  const toml::table* duties = obligations[obligation].as_table();
  if (duties == nullptr)
    return fail(ErrorCode::format, std::string(where) + ": no obligation " + obligation);
  TRY(read_obligation(*duties, row, where));
  TRY_ASSIGN(const std::vector<std::string> covers, texts_of(table, "covers", where));
  if (covers.empty()) return fail(ErrorCode::format, std::string(where) + ": covers nothing");
  const auto index = static_cast<std::uint32_t>(made_.rows_.size());
  for (const std::string& id : covers) {
    const std::uint16_t thing = made_.thing_by_id(id);
    if (thing == Catalogue::kNone)
      return fail(ErrorCode::format,
                  std::string(where) + ": covers " + id + ", which is not in the catalogue");
    made_.things_[thing].rows.push_back({index, made_.things_[thing].kind == ThingKind::group});
  }
  made_.rows_.push_back(std::move(row));
  return {};
}

Expected<> CatalogueReader::read_list(const File& file) {
  TRY(check_keys(file.table, {"schema", "jurisdiction", "name", "countries", "obligation", "row"},
                 file.name));
  const std::string regime = text_of(file.table, "jurisdiction");
  TRY_ASSIGN(const std::vector<std::string> countries,
             texts_of(file.table, "countries", file.name));
  for (const std::string& country : countries) made_.regime_by_country_[country] = regime;
  const toml::table* obligations = file.table["obligation"].as_table();
  const toml::array* rows = file.table["row"].as_array();
  if (regime.empty() || obligations == nullptr || rows == nullptr)
    return fail(ErrorCode::format, file.name + ": jurisdiction, obligation and row are needed");
  std::size_t number = 0;
  for (const toml::node& node : *rows) {
    const std::string where = file.name + ": row " + std::to_string(++number);
    const toml::table* table = node.as_table();
    if (table == nullptr) return fail(ErrorCode::format, where + ": must be a table");
    TRY(read_row(*table, *obligations, regime, where));
  }
  return {};
}

Expected<> CatalogueReader::read_innocent(const File& file) {
  TRY(check_keys(file.table, {"schema", "names", "context", "substituents", "chemistry"},
                 file.name));
  TRY_ASSIGN(const std::vector<std::string> names, texts_of(file.table, "names", file.name));
  for (const std::string& name : names)
    TRY(add_name(name, NameKind::innocent, Catalogue::kNone, file.name));
  made_.context_.reach = static_cast<std::size_t>(file.table["context"]["reach"].value_or(40));
  const std::pair<std::pair<std::string_view, std::string_view>, std::vector<std::u16string>*>
      lists[] = {{{"context", "words"}, &made_.context_.words},
                 {{"substituents", "endings"}, &made_.context_.endings},
                 {{"chemistry", "words"}, &made_.context_.chemistry}};
  for (const auto& [place, list] : lists) {
    const toml::table* table = file.table[place.first].as_table();
    if (table == nullptr)
      return fail(ErrorCode::format, file.name + ": no table " + std::string(place.first));
    TRY_ASSIGN(const std::vector<std::string> words, texts_of(*table, place.second, file.name));
    for (const std::string& word : words) {
      if (std::u16string folded = fold_name(word); !folded.empty())
        list->push_back(std::move(folded));
    }
  }
  return {};
}

Expected<> CatalogueReader::read_countries(const File& file) {
  TRY(check_keys(file.table, {"schema", "alpha_2", "aliases", "catalogue"}, file.name));
  const std::string codes = text_of(file.table, "alpha_2");
  for (std::size_t at = 0; at + 1 < codes.size(); ++at) {
    if (codes[at] >= 'A' && codes[at] <= 'Z') {
      made_.countries_.push_back(codes.substr(at, 2));
      ++at;
    }
  }
  std::ranges::sort(made_.countries_);
  if (const toml::table* aliases = file.table["aliases"].as_table()) {
    for (const auto& [alias, code] : *aliases)
      made_.country_aliases_[std::string(alias.str())] = code.value_or(std::string());
  }
  const auto begins = parse_day_limits(file.table["catalogue"]["begins"].value_or(std::string()));
  const toml::array* editions = file.table["catalogue"]["hs_editions"].as_array();
  if (!begins || editions == nullptr)
    return fail(ErrorCode::format, file.name + ": catalogue needs begins and hs_editions");
  made_.begins_ = begins->earliest;
  for (const toml::node& node : *editions) {
    const toml::table* edition = node.as_table();
    const auto from =
        edition == nullptr ? std::nullopt : parse_day_limits(text_of(*edition, "valid_from"));
    if (!from)
      return fail(ErrorCode::format,
                  file.name + ": an HS edition needs the day it came into force");
    made_.hs_editions_.emplace_back((*edition)["edition"].value_or(0), from->earliest);
  }
  return {};
}

// A member that a group describes stands under the group's rows too.
void CatalogueReader::cover_members() {
  for (const auto& [group, members] : members_) {
    const std::vector<RowUse> rows = made_.things_[made_.thing_by_id(group)].rows;
    for (const std::string& member : members) {
      Thing& thing = made_.things_[made_.thing_by_id(member)];
      for (const RowUse& use : rows) {
        const RegimeRow& row = made_.rows_[use.row];
        const bool named_alike = std::ranges::any_of(thing.rows, [&](const RowUse& other) {
          const RegimeRow& named = made_.rows_[other.row];
          return !other.by_group && named.regime == row.regime && named.list == row.list &&
                 named.valid_from == row.valid_from;
        });
        if (!named_alike) thing.rows.push_back({use.row, true});
      }
    }
  }
}

void CatalogueReader::finish() {
  cover_members();
  std::ranges::sort(made_.by_cas_);
  made_.names_ = NameMatcher(std::move(rules_));
}

Expected<Catalogue> CatalogueReader::read(
    const std::vector<std::pair<std::string, std::string>>& files) {
  std::vector<File> things, lists, others;
  for (const auto& [name, text] : files) {
    try {
      File file{name, toml::parse(text)};
      if (file.table["schema"].value_or(0) != 1)
        return fail(ErrorCode::format, name + ": schema must be 1");
      if (file.table.contains("jurisdiction"))
        lists.push_back(std::move(file));
      else if (file.table.contains("alpha_2") || file.table.contains("context"))
        others.push_back(std::move(file));
      else
        things.push_back(std::move(file));
    } catch (const toml::parse_error& error) {
      return fail(ErrorCode::format, name + ": line " + std::to_string(error.source().begin.line) +
                                         ": " + std::string(error.description()));
    }
  }
  for (const File& file : things) TRY(read_things(file));
  for (const auto& [group, members] : members_) {
    for (const std::string& member : members) {
      if (made_.thing_by_id(member) == Catalogue::kNone)
        return fail(ErrorCode::format, "group " + group + ": no substance " + member);
    }
  }
  for (const File& file : lists) TRY(read_list(file));
  for (const File& file : others) {
    if (file.table.contains("alpha_2")) TRY(read_countries(file));
    if (file.table.contains("context")) TRY(read_innocent(file));
  }
  if (made_.countries_.empty() || made_.things_.empty())
    return fail(ErrorCode::format, "regimes: substances and countries are needed");
  finish();
  return std::move(made_);
}

Expected<Catalogue> Catalogue::parse(
    const std::vector<std::pair<std::string, std::string>>& files) {
  return CatalogueReader().read(files);
}

Expected<Catalogue> Catalogue::load() {
  std::vector<std::pair<std::string, std::string>> files;
  for (const std::string& name : base::list_data_files("regimes/")) {
    if (!name.ends_with(".toml")) continue;
    TRY_ASSIGN(std::string text, base::read_data_file(name));
    files.emplace_back(name, std::move(text));
  }
  return parse(files);
}

}  // namespace chokepoint::goods

#include "linkage/column_guess.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "linkage/column_names.h"
#include "linkage/value_forms.h"

namespace chokepoint::linkage {
namespace {

constexpr std::array<std::string_view, 4> kRecordIds = {"uniqueid", "recordid", "recid", "id"};

double share(const ColumnSample& column, bool (*holds)(std::string_view)) {
  if (column.values.empty()) return 0;
  return static_cast<double>(std::ranges::count_if(column.values, holds)) /
         static_cast<double>(column.values.size());
}

bool is_email(std::string_view value) {
  const std::size_t at = value.find('@');
  return at != std::string_view::npos && at > 0 && at + 3 < value.size();
}

bool is_date(std::string_view value) {
  return read_date(value, DayOrder::unknown).year != 0;
}

bool is_year(std::string_view value) {
  const Date date = read_date(value, DayOrder::unknown);
  return date.year != 0 && date.month == 0;
}

bool has_letters(std::string_view value) {
  return std::ranges::any_of(value, [](unsigned char c) { return std::isalpha(c) || c >= 0x80; });
}

bool has_digits(std::string_view value) {
  return std::ranges::any_of(value, [](unsigned char c) { return std::isdigit(c); });
}

bool has_four_words(std::string_view value) {
  return std::ranges::count(value, ' ') >= 3;
}

bool has_legal_form(std::string_view value) {
  return names_an_organisation(value);
}

// Words of column names that say what a thing belongs to, or of which type it is, and not what it
// is: "customer_city", "NM_MUNICIPIO".
constexpr std::array<std::string_view, 24> kFillers = {
    "addr",   "address",  "nm",      "nr",   "dt",        "sg",        "ds",     "primary",
    "home",   "current",  "mailing", "main", "person",    "candidate", "client", "customer",
    "holder", "supplier", "vendor",  "res",  "candidato", "eleitor",   "owner",  "residential"};

std::vector<std::string> words_of(std::string_view column) {
  std::vector<std::string> words(1);
  for (const char c : column) {
    const bool inside = std::isalnum(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0;
    if (inside) {
      words.back().push_back(c);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  for (std::string& word : words) word = fold_name(word);
  std::erase(words, "");
  return words;
}

Kind kind_of_words(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined += word;
  return kind_of_column_name(joined);
}

// "name_full" is full_name, "addr_city" a city; ignored: unknown.
Kind kind_by_name(std::string_view column) {
  std::vector<std::string> words = words_of(column);
  for (const bool fewer : {false, true}) {
    if (fewer) {
      std::erase_if(words, [](const std::string& word) {
        return std::ranges::find(kFillers, word) != kFillers.end();
      });
    }
    for (int turn = 0; turn < 2; ++turn) {
      const Kind kind = kind_of_words(words);
      if (kind != Kind::ignored) return kind;
      std::ranges::reverse(words);
    }
  }
  return Kind::ignored;
}

// "Name" is the surname beside "Vorname", "nome" the given name beside "sobrenome".
constexpr std::array<std::string_view, 6> kBareNames = {"name",  "nome", "nom",
                                                        "names", "naam", "nombre"};

bool is_bare_name(std::string_view folded) {
  return std::ranges::find(kBareNames, folded) != kBareNames.end();
}

// A number or a key of something that nobody knows: of rows, of customers, of the answer itself.
bool is_unknown_id(std::string_view column) {
  constexpr std::array<std::string_view, 12> kWords = {
      "id", "ids", "key", "nr", "no", "num", "ref", "code", "number", "uuid", "guid", "index"};
  const std::vector<std::string> words = words_of(column);
  return std::ranges::any_of(words, [&](const std::string& word) {
    return std::ranges::find(kWords, word) != kWords.end() ||
           (word.size() > 3 && word.ends_with("id"));
  });
}

// An address in one text has a number and at least three words more.
bool is_whole_address(std::string_view value) {
  return has_digits(value) && has_four_words(value);
}

bool names_a_town(const std::string& folded) {
  return kind_of_column_name(folded) == Kind::city;
}

// Where the name leaves it open.
ColumnGuess guess_by_values(const ColumnSample& column, std::string_view folded,
                            bool beside_authors) {
  if (is_bare_name(folded)) {
    if (!column.values.empty() && share(column, has_letters) < 0.5)
      return {Kind::ignored, "a name without letters"};
    return share(column, has_legal_form) > 0.1
               ? ColumnGuess{Kind::organisation_name, "by its name and legal forms in its values"}
               : ColumnGuess{Kind::full_name, "by its name"};
  }
  if (folded == "title") {
    return beside_authors || share(column, has_four_words) > 0.3
               ? ColumnGuess{Kind::title, "by its name and its values"}
               : ColumnGuess{Kind::ignored, "a form of address"};
  }
  if (share(column, is_email) > 0.6) return {Kind::email, "its values are e-mail addresses"};
  if (folded.find("birth") != std::string_view::npos && share(column, is_date) > 0.6)
    return {Kind::birth_date, "by its name and its dates"};
  if (is_unknown_id(column.name))
    return {Kind::ignored, "an id of rows or of what is not known; a mapping can say national_id"};
  return {Kind::ignored, "not understood"};
}

// What the values forbid.
bool contradicts(const ColumnSample& column, Kind kind) {
  if (column.values.empty()) return false;
  switch (kind) {
    case Kind::birth_date: return share(column, is_date) < 0.5;
    case Kind::year:
    case Kind::birth_year: return share(column, is_year) < 0.5;
    case Kind::email: return share(column, is_email) < 0.3;
    case Kind::phone:
    case Kind::national_id: return share(column, has_digits) < 0.3;
    case Kind::given_name:
    case Kind::surname:
    case Kind::full_name:
    case Kind::organisation_name: return share(column, has_letters) < 0.3;
    default: return false;
  }
}

// A bare name beside one half of a name is the other half.
void part_bare_names(std::span<const std::string> folded, std::vector<ColumnGuess>& guesses) {
  const auto has = [&](Kind kind) {
    return std::ranges::find(guesses, kind, &ColumnGuess::kind) != guesses.end();
  };
  const bool given = has(Kind::given_name), surname = has(Kind::surname);
  for (std::size_t i = 0; i < guesses.size(); ++i) {
    if (given == surname || !is_bare_name(folded[i]) || guesses[i].kind != Kind::full_name)
      continue;
    guesses[i] = given ? ColumnGuess{Kind::surname, "a name beside given names"}
                       : ColumnGuess{Kind::given_name, "a name beside surnames"};
  }
}

}  // namespace

std::vector<ColumnGuess> guess_columns(std::span<const ColumnSample> columns) {
  std::vector<ColumnGuess> guesses(columns.size());
  std::vector<std::string> folded;
  for (const ColumnSample& column : columns) folded.push_back(fold_name(column.name));
  const bool beside_authors = std::ranges::any_of(
      folded, [](const std::string& name) { return name.starts_with("author"); });
  std::size_t record_id = columns.size();
  for (const std::string_view wanted : kRecordIds) {
    const auto found = std::ranges::find(folded, wanted);
    if (found == folded.end()) continue;
    record_id = static_cast<std::size_t>(found - folded.begin());
    break;
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (i == record_id) {
      guesses[i] = {Kind::record_id, "by its name"};
      continue;
    }
    const Kind known = kind_by_name(columns[i].name);
    guesses[i] = known != Kind::ignored ? ColumnGuess{known, "by its name"}
                                        : guess_by_values(columns[i], folded[i], beside_authors);
    if (guesses[i].kind == Kind::street && share(columns[i], is_whole_address) > 0.6 &&
        std::ranges::none_of(folded, names_a_town))
      guesses[i] = {Kind::full_address, "by its name and its values"};
    if (guesses[i].kind != Kind::ignored && contradicts(columns[i], guesses[i].kind)) {
      guesses[i] = {Kind::ignored,
                    fmt::format("called {}, but its values are none", name(guesses[i].kind))};
    }
  }
  part_bare_names(folded, guesses);
  return guesses;
}

}  // namespace chokepoint::linkage

// The keys of a table, by what it has. Most telling first: a pair is compared under the first key
// that it shares.
#include <algorithm>
#include <array>

#include "linkage/candidates.h"

namespace chokepoint::linkage {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

class RecipeBook {
 public:
  explicit RecipeBook(const RecordTable& table) : table_(table) {}

  std::size_t field(Kind kind) const {
    const auto& fields = table_.fields();
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (fields[i].kind == kind && fields[i].instance == 0) return i;
    }
    return kNone;
  }
  // Hardly more than names: two slips in one record can change every key, so more are needed.
  bool says_little() const {
    constexpr std::array kTelling = {Kind::birth_date,   Kind::postcode, Kind::street,
                                     Kind::full_address, Kind::phone,    Kind::email,
                                     Kind::national_id,  Kind::account};
    return std::ranges::count_if(kTelling, [&](Kind kind) { return field(kind) != kNone; }) < 3;
  }
  // Left out when the table lacks one of the fields.
  void add(std::initializer_list<KeyPart> parts, bool any_order = false) {
    for (const KeyPart& part : parts) {
      if (part.field == kNone) return;
    }
    recipes_.push_back({parts, any_order});
  }
  std::vector<KeyRecipe> take() { return std::move(recipes_); }

 private:
  const RecordTable& table_;
  std::vector<KeyRecipe> recipes_;
};

void add_person_keys(RecipeBook& book) {
  const std::size_t given = book.field(Kind::given_name), surname = book.field(Kind::surname);
  const std::size_t birth = book.field(Kind::birth_date), city = book.field(Kind::city);
  const std::size_t postcode = book.field(Kind::postcode), street = book.field(Kind::street);
  const KeyPart g{given, Part::sound}, s{surname, Part::sound};
  const KeyPart g1{given, Part::initial}, s1{surname, Part::initial};
  const KeyPart day{birth, Part::whole}, month_day{birth, Part::month_day};
  const KeyPart year{birth, Part::year};
  book.add({s, day});
  book.add({g, day});
  book.add({g, s}, true);
  book.add({day, {postcode, Part::whole}});
  book.add({day, {city, Part::sound}});
  book.add({g1, s1, day}, true);
  book.add({s, month_day});
  book.add({g, month_day});
  book.add({s, year, g1});
  book.add({g, year, s1});
  book.add({s, {postcode, Part::whole}});
  book.add({g, {postcode, Part::whole}});
  book.add({s, {street, Part::sound}});
  book.add({g, {street, Part::sound}});
  book.add({{given, Part::begin}, {surname, Part::begin}}, true);
  book.add({{given, Part::end}, {surname, Part::end}});
  book.add({s, {city, Part::sound}, g1});
  const std::size_t address = book.field(Kind::full_address);
  book.add({s, {address, Part::rare_1}});
  book.add({g, {address, Part::rare_1}});
  book.add({month_day, {postcode, Part::whole}});
  book.add({day});
  book.add({{postcode, Part::whole}, {book.field(Kind::house_number), Part::whole}});
  book.add({{postcode, Part::whole}, {street, Part::sound}});
  if (!book.says_little()) return;
  book.add({g, {city, Part::sound}, s1});
  book.add({g, s1});
  book.add({s, g1});
  book.add({g1, {postcode, Part::whole}});
  book.add({s1, {postcode, Part::whole}});
}

void add_text_keys(RecipeBook& book, Kind kind) {
  const std::size_t text = book.field(kind);
  book.add({{text, Part::whole}});
  book.add({{text, Part::rare_1_2}});
  book.add({{text, Part::rare_1_3}});
  book.add({{text, Part::rare_2_3}});
  book.add({{text, Part::first_two}});
  for (const Kind other : {Kind::birth_date, Kind::postcode, Kind::street, Kind::city, Kind::year})
    book.add({{text, Part::rare_1}, {book.field(other), Part::whole}});
  for (const Kind other : {Kind::birth_date, Kind::postcode, Kind::street})
    book.add({{text, Part::begin}, {book.field(other), Part::whole}});
  book.add({{text, Part::rare_1}, {book.field(Kind::full_address), Part::rare_1}});
  book.add({{text, Part::begin}, {book.field(Kind::full_address), Part::rare_1}});
}

}  // namespace

std::vector<KeyRecipe> choose_recipes(const RecordTable& table) {
  RecipeBook book(table);
  book.add({{book.field(Kind::national_id), Part::whole}});
  book.add({{book.field(Kind::email), Part::whole}});
  book.add({{book.field(Kind::phone), Part::whole}});
  book.add({{book.field(Kind::account), Part::whole}});
  add_person_keys(book);
  add_text_keys(book, Kind::full_name);
  add_text_keys(book, Kind::organisation_name);
  add_text_keys(book, Kind::title);
  book.add({{book.field(Kind::authors), Part::rare_1_2}});
  book.add({{book.field(Kind::authors), Part::rare_1}, {book.field(Kind::year), Part::whole}});
  book.add({{book.field(Kind::email), Part::local}});
  book.add(
      {{book.field(Kind::street), Part::sound}, {book.field(Kind::house_number), Part::whole}});
  book.add({{book.field(Kind::full_address), Part::rare_1_2}});
  book.add({{book.field(Kind::full_address), Part::rare_1_3}});
  return book.take();
}

}  // namespace chokepoint::linkage

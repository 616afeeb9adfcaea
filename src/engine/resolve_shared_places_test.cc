// Those who share an address, a phone or a name without being one: nobody innocent is merged, and
// the true repeats are still found.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>

#include "base/rng.h"
#include "resolve_texts.h"

namespace chokepoint {
namespace {

using Row = std::vector<std::string>;

struct Entity {
  std::string id;
  std::vector<Row> rows;
};

struct World {
  std::string csv;
  std::map<std::string, std::string> truth;
};

World write_world(const std::string& header, const std::vector<Entity>& entities) {
  World world{header + "\n", {}};
  for (const Entity& entity : entities) {
    int number = 0;
    for (const Row& row : entity.rows) {
      const std::string id = entity.id + "/" + std::to_string(++number);
      world.csv += id;
      for (const std::string& cell : row) world.csv += "," + cell;
      world.csv += "\n";
      world.truth[id] = entity.id;
    }
  }
  return world;
}

class Maker {
 public:
  explicit Maker(std::uint64_t seed) : rng_(seed) {}

  std::string word() {
    constexpr std::array kSounds = {"bra", "ce",  "dol", "fi",  "gre", "ho",  "jun", "ka",
                                    "lor", "mi",  "nus", "pel", "ra",  "sto", "tev", "ulm",
                                    "vi",  "wen", "xan", "yor", "zel", "qua"};
    std::string text;
    for (int i = 0; i < 3; ++i) text += kSounds[rng_.below(kSounds.size())];
    return text;
  }
  std::string pick(std::initializer_list<const char*> list) {
    return *(list.begin() + rng_.below(list.size()));
  }
  std::string slip(std::string text) {
    const std::size_t at = 1 + rng_.below(text.size() - 2);
    std::swap(text[at], text[at - 1]);
    return text;
  }
  std::string digits(int count) {
    std::string text(1, static_cast<char>('1' + rng_.below(9)));
    while (--count > 0) text += static_cast<char>('0' + rng_.below(10));
    return text;
  }
  std::string date(int first, int last) {
    return fmt::format("{}-{:02}-{:02}", rng_.between(first, last), rng_.between(1, 12),
                       rng_.between(1, 28));
  }
  base::Rng& rng() { return rng_; }

 private:
  base::Rng rng_;
};

struct Place {
  std::string street, city, postcode, phone;
};

Place make_place(Maker& make) {
  return {make.digits(2) + " " + make.word() + " street", make.word(), make.digits(5),
          "555" + make.digits(6)};
}

void add_organisation(Maker& make, const std::string& name, const Place& place,
                      std::vector<Entity>& all) {
  Entity entity{"o" + std::to_string(all.size()), {}};
  const int rows = static_cast<int>(make.rng().between(1, 3));
  for (int i = 0; i < rows; ++i) {
    entity.rows.push_back({i == 1 ? make.slip(name) : name, place.street, place.city,
                           place.postcode, i == 2 ? "" : place.phone});
  }
  all.push_back(entity);
}

// Campuses with institutes, towers with firms, forwarders and mail drops with their customers.
World shared_buildings(std::uint64_t seed) {
  Maker make(seed);
  std::vector<Entity> all;
  for (int campus = 0; campus < 12; ++campus) {
    const Place place = make_place(make);
    const std::string home = make.word() + " university";
    for (const char* subject : {"organic chemistry", "applied physics", "marine biology"})
      add_organisation(make, "institute of " + std::string(subject) + " " + home, place, all);
  }
  for (int tower = 0; tower < 8; ++tower) {
    const Place place = make_place(make);
    for (int firm = 0; firm < 10; ++firm) {
      add_organisation(make,
                       make.word() + " " + make.pick({"trading", "chemical", "shipping"}) + " " +
                           make.pick({"ltd", "llc", "gmbh"}),
                       place, all);
    }
  }
  for (int drop = 0; drop < 6; ++drop) {
    const Place place = make_place(make);
    for (int customer = 0; customer < 15; ++customer)
      add_organisation(make, make.word() + " " + make.word() + " co ltd", place, all);
  }
  for (int alone = 0; alone < 120; ++alone)
    add_organisation(make, make.word() + " " + make.word() + " inc", make_place(make), all);
  return write_world("id,name,street,city,postcode,phone", all);
}

void add_person(Maker& make, const std::string& given, const std::string& surname,
                const std::string& birth, const Place& place, std::vector<Entity>& all) {
  Entity entity{"p" + std::to_string(all.size()), {}};
  const int rows = static_cast<int>(make.rng().between(1, 3));
  for (int i = 0; i < rows; ++i) {
    entity.rows.push_back({i == 1 ? make.slip(given) : given, surname, birth, place.street,
                           place.city, place.postcode, i == 2 ? "" : place.phone});
  }
  all.push_back(entity);
}

// Families with twins, and with a child that has its parent's name.
World families(std::uint64_t seed) {
  Maker make(seed);
  std::vector<Entity> all;
  std::vector<std::string> given(120), surnames(150);
  std::ranges::generate(given, [&] { return make.word(); });
  std::ranges::generate(surnames, [&] { return make.word(); });
  const auto any = [&](const std::vector<std::string>& list) {
    return list[make.rng().below(list.size())];
  };
  for (int family = 0; family < 200; ++family) {
    const Place place = make_place(make);
    const std::string surname = any(surnames), father = any(given);
    add_person(make, father, surname, make.date(1940, 1965), place, all);
    add_person(make, any(given), surname, make.date(1940, 1965), place, all);
    if (family % 4 == 0) {
      const std::string birth = make.date(1970, 2000);
      const std::string first = any(given);
      std::string second = any(given);
      // Names that are spelt alike could be slips of one another.
      while (second.substr(0, 2) == first.substr(0, 2) ||
             second.substr(second.size() - 2) == first.substr(first.size() - 2))
        second = any(given);
      add_person(make, first, surname, birth, place, all);
      add_person(make, second, surname, birth, place, all);
    } else if (family % 4 == 1) {
      add_person(make, father, surname, make.date(1970, 2000), place, all);
    } else {
      add_person(make, any(given), surname, make.date(1970, 2000), place, all);
    }
  }
  return write_world("id,given_name,surname,birth_date,street,city,postcode,phone", all);
}

void check(const World& world) {
  const auto counts =
      testing::count_pairs(testing::resolve_texts({world.csv}).cluster_of, world.truth);
  EXPECT_EQ(counts.wrong, std::vector<std::string>{});
  EXPECT_GE(counts.recall(), 0.9) << counts.both << " of " << counts.true_pairs;
}

TEST(ResolveSharedPlaces, WhoSharesABuildingIsNotOne) {
  for (const std::uint64_t seed : {1, 2, 3}) check(shared_buildings(seed));
}

TEST(ResolveSharedPlaces, FamiliesTwinsAndNamesakesAreNotOne) {
  for (const std::uint64_t seed : {1, 2, 3}) check(families(seed));
}

TEST(ResolveSharedPlaces, TwoInstitutesAtOneAddress) {
  const auto resolved =
      testing::resolve_texts({"id,name,street,city,phone\n"
                              "1,Institute of Organic Chemistry,4 Campus Road,Aldgate,555100200\n"
                              "2,Institute of Applied Physics,4 Campus Road,Aldgate,555100200\n"
                              "3,Institute of Organic Chemistri,4 Campus Road,Aldgate,\n"
                              "4,Northern Steel Works,9 Mill Lane,Burford,555900800\n"});
  EXPECT_EQ(resolved.cluster_of.at("1"), resolved.cluster_of.at("3"));
  EXPECT_NE(resolved.cluster_of.at("1"), resolved.cluster_of.at("2"));
}

}  // namespace
}  // namespace chokepoint

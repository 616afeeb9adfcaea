#include "chinese_names.h"

#include <array>

#include "base/rng.h"
#include "text/han.h"
#include "text/han_readings.h"
#include "text/utf8.h"

namespace chokepoint::testing {
namespace {

using base::Rng;

// Surname, Pinyin, Wade-Giles, Hong Kong; traditional form. Written out here, apart from the tables
// under test.
struct Surname {
  const char *simple, *traditional, *pinyin, *wade, *hong_kong;
};
constexpr std::array<Surname, 30> kSurnames = {{
    {"王", "王", "Wang", "Wang", "Wong"},     {"李", "李", "Li", "Li", "Lee"},
    {"张", "張", "Zhang", "Chang", "Cheung"}, {"刘", "劉", "Liu", "Liu", "Lau"},
    {"陈", "陳", "Chen", "Chen", "Chan"},     {"杨", "楊", "Yang", "Yang", "Yeung"},
    {"黄", "黃", "Huang", "Huang", "Wong"},   {"赵", "趙", "Zhao", "Chao", "Chiu"},
    {"吴", "吳", "Wu", "Wu", "Ng"},           {"周", "周", "Zhou", "Chou", "Chow"},
    {"徐", "徐", "Xu", "Hsu", "Tsui"},        {"孙", "孫", "Sun", "Sun", "Suen"},
    {"马", "馬", "Ma", "Ma", "Ma"},           {"朱", "朱", "Zhu", "Chu", "Chu"},
    {"郭", "郭", "Guo", "Kuo", "Kwok"},       {"何", "何", "He", "Ho", "Ho"},
    {"林", "林", "Lin", "Lin", "Lam"},        {"罗", "羅", "Luo", "Lo", "Law"},
    {"郑", "鄭", "Zheng", "Cheng", "Cheng"},  {"梁", "梁", "Liang", "Liang", "Leung"},
    {"谢", "謝", "Xie", "Hsieh", "Tse"},      {"许", "許", "Xu", "Hsu", "Hui"},
    {"邓", "鄧", "Deng", "Teng", "Tang"},     {"冯", "馮", "Feng", "Feng", "Fung"},
    {"曾", "曾", "Zeng", "Tseng", "Tsang"},   {"萧", "蕭", "Xiao", "Hsiao", "Siu"},
    {"蔡", "蔡", "Cai", "Tsai", "Choi"},      {"叶", "葉", "Ye", "Yeh", "Yip"},
    {"苏", "蘇", "Su", "Su", "So"},           {"欧阳", "歐陽", "Ouyang", "Ouyang", "Auyeung"},
}};

struct Given {
  const char *simple, *traditional, *pinyin, *wade, *hong_kong;
};
constexpr std::array<Given, 40> kGiven = {{
    {"伟", "偉", "wei", "wei", "wai"},      {"芳", "芳", "fang", "fang", "fong"},
    {"娜", "娜", "na", "na", "na"},         {"敏", "敏", "min", "min", "man"},
    {"静", "靜", "jing", "ching", "ching"}, {"强", "強", "qiang", "chiang", "keung"},
    {"磊", "磊", "lei", "lei", "lui"},      {"军", "軍", "jun", "chun", "kwan"},
    {"洋", "洋", "yang", "yang", "yeung"},  {"勇", "勇", "yong", "yung", "yung"},
    {"艳", "艷", "yan", "yen", "yim"},      {"杰", "傑", "jie", "chieh", "kit"},
    {"娟", "娟", "juan", "chuan", "kuen"},  {"涛", "濤", "tao", "tao", "to"},
    {"明", "明", "ming", "ming", "ming"},   {"超", "超", "chao", "chao", "chiu"},
    {"秀", "秀", "xiu", "hsiu", "sau"},     {"霞", "霞", "xia", "hsia", "ha"},
    {"平", "平", "ping", "ping", "ping"},   {"刚", "剛", "gang", "kang", "kong"},
    {"桂", "桂", "gui", "kuei", "kwai"},    {"英", "英", "ying", "ying", "ying"},
    {"华", "華", "hua", "hua", "wah"},      {"建", "建", "jian", "chien", "kin"},
    {"国", "國", "guo", "kuo", "kwok"},     {"文", "文", "wen", "wen", "man"},
    {"志", "志", "zhi", "chih", "chi"},     {"大", "大", "da", "ta", "tai"},
    {"小", "小", "xiao", "hsiao", "siu"},   {"玉", "玉", "yu", "yu", "yuk"},
    {"海", "海", "hai", "hai", "hoi"},      {"春", "春", "chun", "chun", "chun"},
    {"宇", "宇", "yu", "yu", "yu"},         {"浩", "浩", "hao", "hao", "ho"},
    {"天", "天", "tian", "tien", "tin"},    {"佳", "佳", "jia", "chia", "kai"},
    {"俊", "俊", "jun", "chun", "chun"},    {"永", "永", "yong", "yung", "wing"},
    {"德", "德", "de", "te", "tak"},        {"仁", "仁", "ren", "jen", "yan"},
}};

struct Place {
  const char *simple, *traditional, *latin;
};
constexpr std::array<Place, 12> kPlaces = {{{"深圳", "深圳", "Shenzhen"},
                                            {"广州", "廣州", "Guangzhou"},
                                            {"武汉", "武漢", "Wuhan"},
                                            {"上海", "上海", "Shanghai"},
                                            {"石家庄", "石家莊", "Shijiazhuang"},
                                            {"合肥", "合肥", "Hefei"},
                                            {"济南", "濟南", "Jinan"},
                                            {"南京", "南京", "Nanjing"},
                                            {"青岛", "青島", "Qingdao"},
                                            {"重庆", "重慶", "Chongqing"},
                                            {"厦门", "廈門", "Xiamen"},
                                            {"西安", "西安", "Xi'an"}}};
constexpr std::array<Given, 14> kBrandSyllables = {{{"恒", "恆", "heng", "heng", "hang"},
                                                    {"信", "信", "xin", "hsin", "shun"},
                                                    {"达", "達", "da", "ta", "tat"},
                                                    {"瑞", "瑞", "rui", "jui", "shui"},
                                                    {"康", "康", "kang", "kang", "hong"},
                                                    {"盛", "盛", "sheng", "sheng", "shing"},
                                                    {"源", "源", "yuan", "yuan", "yuen"},
                                                    {"丰", "豐", "feng", "feng", "fung"},
                                                    {"泰", "泰", "tai", "tai", "tai"},
                                                    {"鑫", "鑫", "xin", "hsin", "yam"},
                                                    {"隆", "隆", "long", "lung", "lung"},
                                                    {"嘉", "嘉", "jia", "chia", "ka"},
                                                    {"凯", "凱", "kai", "kai", "hoi"},
                                                    {"诚", "誠", "cheng", "cheng", "shing"}}};
constexpr std::array<Place, 9> kTrades = {{{"科技", "科技", "Technology"},
                                           {"贸易", "貿易", "Trading"},
                                           {"化工", "化工", "Chemical"},
                                           {"生物科技", "生物科技", "Biotechnology"},
                                           {"医药", "醫藥", "Pharmaceutical"},
                                           {"进出口", "進出口", "Import and Export"},
                                           {"物流", "物流", "Logistics"},
                                           {"国际贸易", "國際貿易", "International Trade"},
                                           {"新材料", "新材料", "New Materials"}}};
constexpr std::array<Place, 3> kForms = {{{"有限公司", "有限公司", "Co., Ltd."},
                                          {"有限责任公司", "有限責任公司", "Co Ltd"},
                                          {"股份有限公司", "股份有限公司", "Company Limited"}}};

template <class Table>
const auto& pick(const Table& table, Rng& rng) {
  return table[rng.below(table.size())];
}

std::string capital(std::string word) {
  if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 32);
  return word;
}

struct Person {
  const Surname* surname;
  std::vector<const Given*> given;
  bool operator==(const Person&) const = default;

  std::string han(bool traditional) const {
    std::string name = traditional ? surname->traditional : surname->simple;
    for (const Given* g : given) name += traditional ? g->traditional : g->simple;
    return name;
  }
  std::string latin(const char* Surname::* family, const char* Given::* syllable,
                    std::string_view between) const {
    std::string name;
    for (std::size_t i = 0; i < given.size(); ++i) {
      if (i > 0) name += between;
      name += i == 0 || between == " " ? capital(given[i]->*syllable) : given[i]->*syllable;
    }
    return std::string(surname->*family) + " " + name;
  }
  std::string pinyin() const { return latin(&Surname::pinyin, &Given::pinyin, ""); }
};

Person make_person(Rng& rng) {
  Person person{&pick(kSurnames, rng), {&pick(kGiven, rng)}};
  if (rng.chance(0.75)) {
    const Given* second = &pick(kGiven, rng);
    if (second != person.given[0]) person.given.push_back(second);
  }
  return person;
}

// A slip that leaves no other Chinese syllable: a letter twice, or two swapped.
std::string misspell(std::string name, Rng& rng) {
  for (int tries = 0; tries < 20; ++tries) {
    const std::size_t at = rng.below(name.size() - 1);
    if (name[at] < 'a' || name[at] > 'z' || name[at + 1] < 'a' || name[at + 1] > 'z') continue;
    std::string slipped = name;
    if (rng.chance(0.5)) {
      slipped.insert(at, 1, name[at]);
    } else {
      std::swap(slipped[at], slipped[at + 1]);
    }
    std::array<std::uint8_t, 8> ends{};
    const std::size_t from = slipped.rfind(' ') + 1;
    std::string last = slipped.substr(from);
    if (last[0] < 'a') last[0] = static_cast<char>(last[0] + 32);
    if (slipped != name && (at < from || text::cut_pinyin(last, ends) == 0)) return slipped;
  }
  return name + name.back();
}

ChinesePair same_person(Rng& rng) {
  const Person person = make_person(rng);
  const std::string han = person.han(false);
  switch (rng.below(8)) {
    case 0: return {han, person.pinyin(), "Person", "CN", "pinyin", true};
    case 1:
      return {person.han(true), person.latin(&Surname::wade, &Given::wade, "-"),
              "Person",         "TW",
              "wade_giles",     true};
    case 2:
      return {person.han(true), person.latin(&Surname::hong_kong, &Given::hong_kong, " "),
              "Person",         "HK",
              "cantonese",      true};
    case 3: return {han, person.han(true), "Person", "CN", "traditional", true};
    case 4: {
      const std::string pinyin = person.pinyin();
      const std::size_t space = pinyin.find(' ');
      return {han,         pinyin.substr(space + 1) + " " + pinyin.substr(0, space),
              "Person",    "CN",
              "reordered", true};
    }
    case 5: return {han, misspell(person.pinyin(), rng), "Person", "CN", "misspelt", true};
    case 6:
      return {person.pinyin(), person.latin(&Surname::pinyin, &Given::pinyin, " "),
              "Person",        "CN",
              "split",         true};
    default:
      return {person.pinyin(),    person.latin(&Surname::wade, &Given::wade, "-"),
              "Person",           "TW",
              "wade_giles_latin", true};
  }
}

ChinesePair other_person(Rng& rng) {
  const Person person = make_person(rng);
  Person other = person;
  // Another surname, or one other given syllable; or somebody else altogether.
  const std::uint64_t kind = rng.below(3);
  for (int tries = 0; tries < 50; ++tries) {
    if (kind == 0) other.surname = &pick(kSurnames, rng);
    if (kind == 1) other.given.back() = &pick(kGiven, rng);
    if (kind == 2) other = make_person(rng);
    // Two characters of one sound cannot be told apart in Latin letters.
    if (other.pinyin() != person.pinyin() && other.latin(&Surname::wade, &Given::wade, "") !=
                                                 person.latin(&Surname::wade, &Given::wade, ""))
      break;
  }
  if (rng.chance(0.25))
    return {person.han(false), other.han(false), "Person", "CN", "other_characters", false};
  return {person.han(false), other.pinyin(), "Person", "CN", "other_pinyin", false};
}

struct Firm {
  const Place *place, *trade, *form;
  std::vector<const Given*> brand;
  bool operator==(const Firm&) const = default;

  std::string han(std::string_view city, const char* Place::* writing = &Place::simple) const {
    std::string name = std::string(place->*writing) + std::string(city);
    for (const Given* b : brand) name += writing == &Place::simple ? b->simple : b->traditional;
    return name + trade->*writing + form->*writing;
  }
  std::string brand_in(const char* Given::* syllable, std::string_view between) const {
    std::string name;
    for (std::size_t i = 0; i < brand.size(); ++i) {
      if (i > 0) name += between;
      name += i == 0 || between == " " ? capital(brand[i]->*syllable) : brand[i]->*syllable;
    }
    return name;
  }
  std::string english_of(const std::string& own) const {
    return std::string(place->latin) + " " + own + " " + trade->latin + " " + form->latin;
  }
  std::string english(bool split) const {
    return english_of(brand_in(&Given::pinyin, split ? " " : ""));
  }
  std::string reordered() const {
    return brand_in(&Given::pinyin, "") + " " + trade->latin + " (" + place->latin + ") " +
           form->latin;
  }
};

Firm make_firm(Rng& rng) {
  Firm firm{
      &pick(kPlaces, rng), &pick(kTrades, rng), &pick(kForms, rng), {&pick(kBrandSyllables, rng)}};
  do {
    firm.brand.resize(1);
    firm.brand.push_back(&pick(kBrandSyllables, rng));
  } while (firm.brand[0] == firm.brand[1]);
  return firm;
}

ChinesePair firm_pair(Rng& rng, bool same) {
  const Firm firm = make_firm(rng);
  const std::string han = firm.han(rng.chance(0.5) ? "市" : "");
  if (same) {
    const std::string traditional = firm.han("", &Place::traditional);
    switch (rng.below(9)) {
      case 4:
        return {traditional,  firm.english_of(firm.brand_in(&Given::wade, "-")),
                "Company",    "TW",
                "wade_giles", true};
      case 5:
        return {traditional, firm.english_of(firm.brand_in(&Given::hong_kong, " ")),
                "Company",   "HK",
                "cantonese", true};
      case 6: return {han, traditional, "Company", "CN", "traditional", true};
      case 7: return {han, firm.reordered(), "Company", "CN", "reordered", true};
      case 8:
        return {han,        firm.english_of(misspell(firm.brand_in(&Given::pinyin, ""), rng)),
                "Company",  "CN",
                "misspelt", true};
      case 0: return {han, firm.english(false), "Company", "CN", "english", true};
      case 1: return {han, firm.english(true), "Company", "CN", "english_split", true};
      case 2: {
        Firm english = firm;
        english.form = &pick(kForms, rng);
        return {han, english.english(false), "Company", "CN", "english_form", true};
      }
      default: return {firm.han("市"), firm.han(""), "Company", "CN", "city_mark", true};
    }
  }
  Firm other = firm;
  switch (rng.below(3)) {
    case 0:
      while (other.place == firm.place) other.place = &pick(kPlaces, rng);
      break;
    case 1:
      while (std::string_view(other.brand[0]->pinyin) == firm.brand[0]->pinyin)
        other.brand[0] = &pick(kBrandSyllables, rng);
      while (std::string_view(other.brand[1]->pinyin) == firm.brand[1]->pinyin)
        other.brand[1] = &pick(kBrandSyllables, rng);
      break;
    default: other = make_firm(rng);
  }
  // Brands of one sound in one place and trade are one name in English.
  if (other.english(false) == firm.english(false)) return firm_pair(rng, same);
  return {han, other.english(false), "Company", "CN", "other_firm", false};
}

}  // namespace

std::vector<ChinesePair> make_chinese_pairs(std::uint64_t seed, std::size_t count) {
  Rng rng(seed, "chinese names");
  std::vector<ChinesePair> pairs;
  for (std::size_t i = 0; i < count; ++i) {
    const bool same = i % 2 == 0;
    if (i % 6 >= 4) {
      pairs.push_back(firm_pair(rng, same));
    } else {
      pairs.push_back(same ? same_person(rng) : other_person(rng));
    }
  }
  return pairs;
}

}  // namespace chokepoint::testing

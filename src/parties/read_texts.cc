#include "parties/read_texts.h"

#include <array>
#include <memory>
#include <utility>

#include "base/hash.h"

namespace chokepoint::parties {
namespace {

constexpr std::size_t kPlaces = 1 << 16;

// Two hashes of a row of texts, each with its length, so that no two rows run into one.
struct TextHash {
  std::uint64_t first = 1, second = 2;

  void add(std::string_view text) {
    const std::uint64_t read = base::hash_bytes(text, first);
    second = base::mix(second, base::hash_bytes(text, second) + text.size());
    first = base::mix(first, read + text.size());
  }
  bool operator==(const TextHash&) const = default;
};

template <class Key>
class LastRead {
 public:
  template <class Read>
  Key get(const TextHash& hash, const Read& read) {
    Place& place = (*places_)[hash.first % kPlaces];
    if (place.hash != hash) place = {hash, read()};
    return place.key;
  }

 private:
  struct Place {
    TextHash hash{0, 0};
    Key key;
  };
  std::unique_ptr<std::array<Place, kPlaces>> places_ =
      std::make_unique<std::array<Place, kPlaces>>();
};

}  // namespace

text::NameKey read_name(std::string_view name, std::string_view country) {
  static thread_local LastRead<text::NameKey> last;
  TextHash hash;
  hash.add(name);
  hash.add(country);
  return last.get(hash, [&] { return text::name_key(name, country); });
}

text::AddressKey read_address(const text::AddressFields& address) {
  static thread_local LastRead<text::AddressKey> last;
  TextHash hash;
  for (const std::string_view text :
       {address.street, address.city, address.postcode, address.region, address.country})
    hash.add(text);
  return last.get(hash, [&] { return text::address_key(address); });
}

}  // namespace chokepoint::parties

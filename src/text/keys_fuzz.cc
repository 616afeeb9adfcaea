// Any bytes as name, address and channel: no crash, and the promises of the headers hold.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "text/address_key.h"
#include "text/channel_key.h"
#include "text/name_key.h"
#include "text/normal_form.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chokepoint::text;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string folded = fold(text);
  CHECK(folded == fold_by_icu(text));
  CHECK(fold(folded) == folded);
  for (const char* country : {"", "CN", "JP"}) {
    const NameKey key = name_key(text, country);
    CHECK(key.key == name_key(folded, country).key);
    CHECK(key.key != 0 || key.is_placeholder || key.token_count == 0);
  }
  const std::string_view half = text.substr(0, size / 2), rest = text.substr(size / 2);
  const AddressKey address = address_key(half, rest, "", "", "CN");
  CHECK(address.has_unit == (address.place_key != address.building_key));
  phone_key(text, "MX");
  phone_key(text, half);
  email_key(text);
  wallet_key(text);
  account_key(text);
  ip_key(text);
  handle_key(text);
  identifier_key(text);
  return 0;
}

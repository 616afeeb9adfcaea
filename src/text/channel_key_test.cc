#include "text/channel_key.h"

#include <gtest/gtest.h>

namespace chokepoint::text {
namespace {

TEST(ChannelKeyTest, PhonesInInternationalForm) {
  EXPECT_EQ(phone_digits("+52 667 123 4567", ""), "526671234567");
  EXPECT_EQ(phone_digits("0052 (667) 123-4567", ""), "526671234567");
  EXPECT_EQ(phone_digits("667 123 4567", "MX"), "526671234567");
  EXPECT_EQ(phone_digits("+52 1 667 123 4567", "MX"), "526671234567");
  EXPECT_EQ(phone_digits("01 667 123 4567", "MX"), "526671234567");
  EXPECT_EQ(phone_digits("52 667 123 4567", "MX"), "526671234567");
  EXPECT_EQ(phone_digits("138 1234 5679", "CN"), "8613812345679");
  EXPECT_EQ(phone_digits("8613812345679", "CN"), "8613812345679");
  EXPECT_EQ(phone_digits("(212) 555-0187 ext. 12", "US"), "12125550187");
  EXPECT_EQ(phone_digits("1-212-555-0187", "US"), "12125550187");
  EXPECT_EQ(phone_digits("+44 (0)20 7946 0958", ""), "442079460958");
  EXPECT_EQ(phone_digits("020 7946 0958", "GB"), "442079460958");
  EXPECT_EQ(phone_digits("8 916 123-45-67", "RU"), "79161234567");
  EXPECT_EQ(phone_digits("06 1234 5678", "IT"), "390612345678");
  EXPECT_EQ(phone_digits("２１２５５５０１８７", "us"), "12125550187");
  EXPECT_EQ(phone_key("+86 138 1234 5679", ""), phone_key("13812345679", "CN"));
}

TEST(ChannelKeyTest, UnusableIsZero) {
  for (const char* phone : {"", "138****1234", "000000", "0000000000", "1111111111", "123456789",
                            "1234567890", "12", "unknown", "+1 xxx xxx 1234", "1000000000"}) {
    EXPECT_EQ(phone_key(phone, "US"), 0u) << phone;
  }
  for (const char* email :
       {"", "a", "a@b", "@b.com", "test@x.com", "j***@x.com", "me@example.com", "none@none.com"}) {
    EXPECT_EQ(email_key(email), 0u) << email;
  }
  for (const char* account : {"", "0000", "123456", "n/a", "12*****9", "unknown"}) {
    EXPECT_EQ(account_key(account), 0u) << account;
    EXPECT_EQ(identifier_key(account), 0u) << account;
  }
  for (const char* ip :
       {"", "10.1.2.3", "192.168.0.1", "127.0.0.1", "0.0.0.0", "::1", "fe80::1", "1.2.3", "a"}) {
    EXPECT_EQ(ip_key(ip), 0u) << ip;
  }
  for (const char* handle : {"", "@", "ab", "none", "@@@", "unknown"})
    EXPECT_EQ(handle_key(handle), 0u) << handle;
  EXPECT_EQ(wallet_key("bc1"), 0u);
  EXPECT_EQ(wallet_key("0x0000000000000000000000000000000000000000"), 0u);
}

TEST(ChannelKeyTest, OneKeyForOneChannel) {
  EXPECT_EQ(email_key("Ann.Lee+shop@Gmail.com"), email_key("annlee@googlemail.com"));
  EXPECT_EQ(email_key(" ANN@x.org "), email_key("ann@x.org"));
  EXPECT_NE(email_key("a.b@x.org"), email_key("ab@x.org"));
  EXPECT_EQ(wallet_key("0xAbCdef0123456789aBcdef0123456789abcdef01"),
            wallet_key("0xabcdef0123456789abcdef0123456789abcdef01"));
  EXPECT_EQ(wallet_key("bitcoin:1BoatSLRHtKNngkdXEeobR76b53LETtpyT?amount=1"),
            wallet_key("XBT 1BoatSLRHtKNngkdXEeobR76b53LETtpyT"));
  EXPECT_NE(wallet_key("1BoatSLRHtKNngkdXEeobR76b53LETtpyT"),
            wallet_key("1boatSLRHtKNngkdXEeobR76b53LETtpyT"));
  EXPECT_EQ(account_key("DE89 3704 0044 0532 0130 00"), account_key("de89370400440532013000"));
  EXPECT_EQ(ip_key("8.8.4.4:443"), ip_key("::ffff:8.8.4.4"));
  EXPECT_EQ(ip_key("[2001:db8:1::1]:80"), ip_key("2001:0db8:0001:0:0:0:0:1"));
  EXPECT_EQ(handle_key("@Chem_Shop"), handle_key("https://t.me/chem_shop?x=1"));
  EXPECT_EQ(handle_key("telegram: chem_shop"), handle_key("chem_shop"));
  EXPECT_EQ(identifier_key("AB-123 456x7"), identifier_key("ab123456X7"));
  EXPECT_NE(identifier_key("7731"), account_key("7731"));
}

}  // namespace
}  // namespace chokepoint::text

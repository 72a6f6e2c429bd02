using System.Text;
using Holdfast.Identity.Factors;

namespace Holdfast.Identity.Tests.Factors;

public class TotpSecretTests
{
    /// <summary>RFC 4648 section 10, of which this is a repetition: 12345678901234567890 in base32.</summary>
    [Fact]
    public void ToText_Known_IsBase32InGroups() =>
        Assert.Equal(
            "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ",
            TotpSecret.ToText(Encoding.ASCII.GetBytes("12345678901234567890"))
        );

    [Fact]
    public void ToUri_NamesWithSpecialCharacters_AreEscaped() =>
        Assert.Equal(
            "otpauth://totp/vpn.example.org:a%26b%2Fc%40d?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=vpn.example.org"
                + "&algorithm=SHA1&digits=6&period=30",
            TotpSecret.ToUri(Encoding.ASCII.GetBytes("12345678901234567890"), "vpn.example.org", "a&b/c@d")
        );

    [Fact]
    public void New_Twice_Differs() => Assert.NotEqual(TotpSecret.New(), TotpSecret.New());
}

using Holdfast.Identity.Ldap;

namespace Holdfast.Identity.Tests.Ldap;

public sealed class LdapReaderTests
{
    /// <summary>Bytes that OpenLDAP sent.</summary>
    [Fact]
    public void Read_BindResponse_IsDone()
    {
        var done = Assert.IsType<LdapAnswer.Done>(Read("300c02010161070a010004000400"));

        Assert.Equal((1, LdapOperation.Bind, true), (done.Id, done.Operation, done.Succeeded));
    }

    [Fact]
    public void Read_RefusedBind_HasCodeAndText()
    {
        var done = Assert.IsType<LdapAnswer.Done>(Read("300f020101610a0a0131040004036e6f00"));

        Assert.Equal((49, "no"), (done.Code, done.Text));
    }

    [Fact]
    public void Read_Entry_HasDnAndValues()
    {
        var found = Assert.IsType<LdapAnswer.Found>(
            Read("302502010264200406636e3d612c783016300b040375696431040402c3bc300704016231020400")
        );

        Assert.Equal("cn=a,x", found.Entry.Dn);
        Assert.Equal("ü", found.Entry.Text("UID"));
        Assert.Equal("", found.Entry.Text("b"));
        Assert.Null(found.Entry.Text("c"));
    }

    [Fact]
    public void Read_Page_HasItsCookie()
    {
        var done = Assert.IsType<LdapAnswer.Done>(
            Read(
                "303202010365070a010004000400a02430220416312e322e3834302e3131333535362e312e342e33313904083006020100040178"
            )
        );

        Assert.Equal([0x78], done.Cookie);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3000")]
    [InlineData("300c02010161070a0100040004")]
    [InlineData("300502010163000000")]
    [InlineData("3003020101")]
    [InlineData("300c0201ff61070a010004000400")]
    [InlineData("300c02010181070a010004000400")]
    [InlineData("0000")]
    public void Read_NoAnswer_IsNull(string hex) => Assert.Null(Read(hex));

    [Theory]
    [InlineData("", 0)]
    [InlineData("30", 0)]
    [InlineData("31", -1)]
    [InlineData("300c", 14)]
    [InlineData("3080", -1)]
    [InlineData("3085", -1)]
    [InlineData("308201", 0)]
    [InlineData("30820100", 260)]
    [InlineData("30847fffffff", -1)]
    [InlineData("3084ffffffff", -1)]
    [InlineData("308401000000", 16 * 1024 * 1024 + 6)]
    [InlineData("308401000001", -1)]
    public void LengthOf_Beginning_IsKnownOrRefused(string hex, int expected) =>
        Assert.Equal(expected, LdapReader.LengthOf(Convert.FromHexString(hex)));

    [Fact]
    public void IsCut_RangeOfActiveDirectory_IsSeen()
    {
        var entry = new LdapEntry(
            "cn=x",
            new Dictionary<string, IReadOnlyList<byte[]>>
            {
                ["member;range=0-1499"] =
                [
                    [0x61],
                ],
            }
        );

        Assert.True(entry.IsCut("member"));
        Assert.False(entry.IsCut("memberUid"));
    }

    private static LdapAnswer? Read(string hex) =>
        LdapReader.Read(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
}

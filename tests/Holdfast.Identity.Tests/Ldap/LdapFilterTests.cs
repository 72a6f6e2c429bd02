using Holdfast.Identity.Ldap;

namespace Holdfast.Identity.Tests.Ldap;

/// <summary>From the text of RFC 4515 to the bytes of RFC 4511.</summary>
public sealed class LdapFilterTests
{
    [Theory]
    [InlineData("(uid=anna)", "a30b0403756964040461 6e6e61")]
    [InlineData("(uid=*)", "8703756964")]
    [InlineData("(cn=a*b*c)", "a40f0402636e3009800161810162820163")]
    [InlineData("(cn=*b)", "a4090402636e3003820162")]
    [InlineData("(cn=a*)", "a4090402636e3003800161")]
    [InlineData("(a>=1)", "a506040161040131")]
    [InlineData("(a<=1)", "a606040161040131")]
    [InlineData("(a~=1)", "a806040161040131")]
    [InlineData("(!(a=1))", "a208a306040161040131")]
    [InlineData("(&(a=1)(b=2))", "a010a306040161040131a306040162040132")]
    [InlineData("(|(a=1)(b=2))", "a110a306040161040131a306040162040132")]
    [InlineData("(&)", "a000")]
    [InlineData(@"(a=\28\2a\5c\29)", "a309040161 0404282a5c29")]
    [InlineData("(a=ü)", "a3070401610402c3bc")]
    [InlineData("(a=)", "a3050401610400")]
    [InlineData("(a:1.2.3:=x)", "a90d8105312e322e338201618301 78")]
    [InlineData("(a:dn:1.2.3:=x)", "a9108105312e322e338201618301788401ff")]
    [InlineData("(:1.2.3:=x)", "a90a8105312e322e33830178")]
    public void Parse_Good_IsWritten(string text, string expected)
    {
        var filter = LdapFilter.Parse(text, out _);

        Assert.NotNull(filter);
        Assert.Equal(
            expected.Replace(" ", "", StringComparison.Ordinal),
            Convert.ToHexStringLower(filter.Encoded.Span)
        );
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("uid=anna", 0)]
    [InlineData("(uid=anna", 9)]
    [InlineData("(uid=anna))", 10)]
    [InlineData("(uid)", 4)]
    [InlineData("(=anna)", 1)]
    [InlineData("(a=(b))", 3)]
    [InlineData(@"(a=\2)", 3)]
    [InlineData(@"(a=\zz)", 3)]
    [InlineData("(a>1)", 3)]
    [InlineData("(a>=1*)", 6)]
    [InlineData("(&(a=1)", 7)]
    [InlineData("(!a=1)", 2)]
    [InlineData("(:=x)", 2)]
    [InlineData("()", 1)]
    public void Parse_Wrong_SaysWhere(string text, int at)
    {
        Assert.Null(LdapFilter.Parse(text, out var wrongAt));
        Assert.Equal(at, wrongAt);
    }

    [Fact]
    public void Parse_TooDeepOrTooLong_IsNone()
    {
        Assert.NotNull(LdapFilter.Parse(Nested(30), out _));
        Assert.Null(LdapFilter.Parse(Nested(40), out _));
        Assert.Null(LdapFilter.Parse($"(a={new string('x', 4000)})", out _));
    }

    /// <summary>A name that somebody types must not become a part of the filter.</summary>
    [Fact]
    public void Equal_ValueWithMeaning_StaysAValue() =>
        Assert.Equal(
            LdapFilter.Parse(@"(uid=a\29\28\7c\2a\5c)", out _)!.Encoded.ToArray(),
            LdapFilter.Equal("uid", @"a)(|*\").Encoded.ToArray()
        );

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("(!", depth)) + "(a=1)" + new string(')', depth);
}

using Holdfast.Identity.Ldap;

namespace Holdfast.Identity.Tests.Ldap;

public sealed class LdapDnTests
{
    [Theory]
    [InlineData("CN=VPN Users,OU=Groups,DC=example", "VPN Users")]
    [InlineData("cn=vpn", "vpn")]
    [InlineData(@"cn=a\,b,dc=x", "a,b")]
    [InlineData(@"cn=M\c3\bcller,dc=x", "Müller")]
    [InlineData("cn=Müller+uid=7,dc=x", "Müller")]
    [InlineData("cn=#04024869,dc=x", null)]
    [InlineData("nothing", null)]
    [InlineData("cn=,dc=x", null)]
    [InlineData(@"cn=a\", "a")]
    public void FirstValue_OfManyForms_IsTheNameOrNone(string dn, string? expected) =>
        Assert.Equal(expected, LdapDn.FirstValue(dn));

    [Theory]
    [InlineData("CN=Anna, OU=People ,DC=example", "cn=anna,ou=people,dc=example", true)]
    [InlineData("cn = a , dc = x", "cn=a,dc=x", true)]
    [InlineData("cn=a b,dc=x", "cn=ab,dc=x", false)]
    [InlineData(@"cn=a\, b,dc=x", @"cn=a\,b,dc=x", false)]
    public void Key_SpacesAndCase_DoNotCountAroundSeparators(string one, string other, bool same) =>
        Assert.Equal(same, LdapDn.Key(one) == LdapDn.Key(other));
}

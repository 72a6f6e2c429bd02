using Holdfast.Data.Users;
using Holdfast.Portal.Sources;
using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Tests.Sources;

public sealed class PersonRulesTests
{
    private static readonly FoundPerson Anna = new(
        "1",
        "anna",
        "anna@example.org",
        [
            new("VPN Users", "CN=VPN Users,OU=Groups,DC=example"),
            new("staff", "cn=staff,ou=groups,dc=example"),
            new("staff", "cn=staff,ou=other,dc=example"),
        ]
    );

    [Fact]
    public void Groups_NoRules_ThoseThatAreNamesHere()
    {
        Assert.Equal(["staff"], PersonRules.GroupsOf(Anna, new()));
        Assert.Equal(["VPN Users"], PersonRules.NotTakenOver(Anna, new()));
    }

    [Fact]
    public void Groups_Mapped_HaveTheirNameHere()
    {
        var rules = new GroupRules { Map = [new("vpn users", "vpn"), new("VPN Users", "remote")] };
        Assert.Equal(["remote", "staff", "vpn"], PersonRules.GroupsOf(Anna, rules));
        Assert.Equal(["remote", "vpn"], PersonRules.GroupsOf(Anna, rules with { OnlyMapped = true }));
    }

    /// <summary>A name that somebody may give to a group in another place is no right; its whole name is.</summary>
    [Fact]
    public void Groups_MappedByWholeName_MeanThatGroupOnly()
    {
        var rules = new GroupRules { Map = [new("CN=Staff, OU=Other, DC=example", "others")], OnlyMapped = true };
        Assert.Equal(["others"], PersonRules.GroupsOf(Anna, rules));
        Assert.Empty(
            PersonRules.GroupsOf(Anna with { Groups = [new("staff", "cn=staff,ou=groups,dc=example")] }, rules)
        );
    }

    [Fact]
    public void Groups_MoreThanAUserMayHave_NamedOnesFirst()
    {
        var many = Anna with { Groups = [.. Enumerable.Range(0, 150).Select(n => new FoundGroup($"g{n:000}", null))] };
        var groups = PersonRules.GroupsOf(many, new() { Map = [new("g149", "zz")] });

        Assert.Equal(100, groups.Count);
        Assert.Contains("zz", groups);
    }

    [Fact]
    public void Role_OfSeveral_IsTheHighest()
    {
        var rules = new GroupRules { Roles = [new("staff", Role.User), new("VPN USERS", Role.Administrator)] };
        Assert.Equal(Role.Administrator, PersonRules.RoleOf(Anna, rules));
        Assert.Equal(Role.User, PersonRules.RoleOf(Anna with { Groups = [] }, rules));

        var lesser = new GroupRules { Roles = [new("staff", Role.Auditor), new("VPN USERS", Role.HelpDesk)] };
        Assert.Equal(Role.Auditor, PersonRules.RoleOf(Anna, lesser));
    }

    [Theory]
    [InlineData("anna@example.org", "anna@example.org")]
    [InlineData("not a mail address", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Mail_ThatIsNone_IsNone(string? mail, string? expected) =>
        Assert.Equal(expected, PersonRules.MailOf(Anna with { Mail = mail }));

    [Theory]
    [InlineData("ldap.example.org", "ldap.example.org:636")]
    [InlineData("ldap.example.org:1636", "ldap.example.org:1636")]
    [InlineData("192.0.2.7:389", "192.0.2.7:389")]
    [InlineData("2001:db8::7", "[2001:db8::7]:636")]
    [InlineData("[2001:db8::7]", "[2001:db8::7]:636")]
    [InlineData("[2001:db8::7]:389", "[2001:db8::7]:389")]
    [InlineData("ldap://ldap.example.org", null)]
    [InlineData("ldap.example.org:0", null)]
    [InlineData("ldap.example.org:", null)]
    [InlineData("a b", null)]
    [InlineData("", null)]
    public void Server_Address_IsReadOrRefused(string text, string? expected) =>
        Assert.Equal(expected, ServerAddress.Parse(text, 636)?.ToString());
}

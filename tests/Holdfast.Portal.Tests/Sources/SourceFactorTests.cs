using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Sources;

/// <summary>Source × factor: second factors of ours lie over every source as over our own passwords.</summary>
[Trait("needs", "slapd")]
public sealed class SourceFactorTests(LdapWorld world) : IClassFixture<LdapWorld>
{
    /// <summary>Whether it is demanded; whether there is one; what is given after the password; where that leads.</summary>
    [Theory]
    [InlineData("local", false, false, "nothing", null)]
    [InlineData("local", true, false, "nothing", "/account/factors")]
    [InlineData("local", false, true, "nothing", "/sign-in/second")]
    [InlineData("local", false, true, "wrong code", "/sign-in/second")]
    [InlineData("local", false, true, "code", null)]
    [InlineData("local", true, true, "nothing", "/sign-in/second")]
    [InlineData("local", true, true, "wrong recovery code", "/sign-in/second")]
    [InlineData("local", true, true, "recovery code", null)]
    [InlineData("ldap", false, false, "nothing", null)]
    [InlineData("ldap", true, false, "nothing", "/account/factors")]
    [InlineData("ldap", false, true, "nothing", "/sign-in/second")]
    [InlineData("ldap", false, true, "wrong code", "/sign-in/second")]
    [InlineData("ldap", false, true, "code", null)]
    [InlineData("ldap", true, true, "nothing", "/sign-in/second")]
    [InlineData("ldap", true, true, "wrong recovery code", "/sign-in/second")]
    [InlineData("ldap", true, true, "recovery code", null)]
    public async Task SignIn_LeadsWhereItShould(string source, bool demanded, bool has, string given, string? ledTo)
    {
        var id = await world.AddSourceAsync();
        var (name, password) =
            source == "ldap" ? ("bert", People.Password) : (await world.Portal.AddUserAsync(), TestApp.Password);
        var inHand = has ? await EnrolAsync(name, password) : null;
        await world.Portal.SetAsync(new { secondFactor = demanded ? "everybody" : "nobody" });

        using var app = world.Portal.NewApp();
        Assert.Equal("HF-1121", await app.TrySignInAsync(name, "wrong"));
        Assert.Null(await app.TrySignInAsync(name, password));
        using var answer = given switch
        {
            "code" => await app.TryCodeAsync(world.Portal.CodeOf(inHand!.Secret)),
            "wrong code" => await app.TryCodeAsync(world.Portal.WrongCode(inHand!.Secret)),
            "recovery code" => await app.TryRecoveryCodeAsync(inHand!.RecoveryCodes[0]),
            "wrong recovery code" => await app.TryRecoveryCodeAsync("0000-0000-0000-0000"),
            _ => null,
        };

        Assert.Equal(ledTo, await app.LedToAsync("/"));
        await world.Portal.SetAsync(new { secondFactor = "nobody" });
        await world.RemoveSourceAsync(id);
    }

    private async Task<AppInHand> EnrolAsync(string name, string password)
    {
        using var app = world.Portal.NewApp();
        await app.SignInAsync(name, password);
        var inHand = await world.Portal.AddAppAsync(app);
        world.Portal.NextCode();
        return inHand;
    }
}

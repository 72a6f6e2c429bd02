using System.Text.Json.Nodes;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Oidc;

namespace Holdfast.Portal.Tests.Sources;

/// <summary>People of a provider at the sign-in page.</summary>
public sealed class OidcSignInTests(OidcWorld world) : IClassFixture<OidcWorld>, IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await world.CleanAsync();

    [Fact]
    public async Task SignIn_MakesTheUser_AndTakesGroupsOverEachTime()
    {
        var id = await world.AddAsync();
        using var app = world.Portal.NewApp();
        var page = await app.Http.GetStringAsync("/sign-in?returnTo=%2Faccount");
        Assert.Contains($"/sign-in/at/{id}?returnTo=%2Faccount", page, StringComparison.Ordinal);
        Assert.Null(await world.SignInAsync(app, id, "?returnTo=%2Faccount"));

        Assert.Contains("kept at Company", await app.Http.GetStringAsync("/account"), StringComparison.Ordinal);
        var anna = await world.Portal.GetAsync("/users/anna");
        Assert.Equal(["staff", "vpn"], anna["groups"]!.AsArray().Select(group => group!.GetValue<string>()));
        Assert.Equal("anna@example.org", anna["mailAddress"]!.GetValue<string>());
        Assert.Equal("openid profile email offline_access", $"{world.Provider.Asked!["scope"]}");

        world.Provider.Add("s-anna", "anna", "VPN Auditors");
        using var again = world.Portal.NewApp();
        Assert.Null(await world.SignInAsync(again, id));
        Assert.Equal("auditor", (await world.Portal.GetAsync("/users/anna"))["role"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("not signed")]
    [InlineData("signed with the public key")]
    [InlineData("another key")]
    [InlineData("another nonce")]
    [InlineData("no nonce")]
    [InlineData("another audience")]
    [InlineData("another issuer")]
    [InlineData("too old")]
    [InlineData("nobody")]
    public async Task SignIn_ProofThatIsNone_LetsNobodyIn(string wrong)
    {
        var (id, provider) = (await world.AddAsync(), world.Provider);
        provider.Shown = wrong == "another key" ? TokenSigner.Rsa(provider.Signer.Id) : null;
        provider.Signer = wrong switch
        {
            "not signed" => provider.Signer.WithoutSignature(),
            "signed with the public key" => provider.Signer.WithThePublicKeyAsSecret(),
            _ => provider.Signer,
        };
        var (claim, lie) = wrong switch
        {
            "another nonce" => ("nonce", "another"),
            "no nonce" => ("nonce", null),
            "another audience" => ("aud", "another"),
            "another issuer" => ("iss", "https://other.example.org"),
            "too old" => ("exp", 1),
            "nobody" => ("sub", null),
            _ => ("unknown", (JsonNode?)null),
        };
        provider.Lies = claims => claims[claim] = lie?.DeepClone();
        using var app = world.Portal.NewApp();

        Assert.Equal("HF-2368", await world.SignInAsync(app, id));
        Assert.Equal("/sign-in", await app.LedToAsync("/account"));
        using var nobody = await world.Portal.SendAsync(HttpMethod.Get, "/users/anna", "");
        Assert.Equal(404, (int)nobody.StatusCode);
    }

    [Theory]
    [InlineData("state", "another")]
    [InlineData("state", null)]
    [InlineData("iss", "https://other.example.org")]
    [InlineData("iss", null)]
    [InlineData("code", "another")]
    [InlineData("code", null)]
    [InlineData("error", "access_denied")]
    public async Task ComeBack_WithSomethingElse_IsRefused(string name, string? value)
    {
        var id = await world.AddAsync();
        using var app = world.Portal.NewApp();
        var (address, _) = await world.GoAsync(app, id);
        var expected = name switch
        {
            "state" => "HF-2365",
            "iss" => "HF-2367",
            _ => "HF-2366",
        };

        Assert.Equal(expected, await OidcWorld.ComeBackAsync(app, OidcWorld.With(address!, name, value)));
        Assert.Equal("/sign-in", await app.LedToAsync("/account"));
    }

    [Fact]
    public async Task ComeBack_InAnotherBrowser_OrTwice_OrTooLate_IsRefused()
    {
        var id = await world.AddAsync();
        using var app = world.Portal.NewApp();
        using var victim = world.Portal.NewApp();
        var (address, _) = await world.GoAsync(app, id);
        Assert.Equal("HF-2365", await OidcWorld.ComeBackAsync(victim, address!));
        Assert.Equal("/sign-in", await victim.LedToAsync("/account"));

        Assert.Null(await OidcWorld.ComeBackAsync(app, address!));
        Assert.Equal("HF-2365", await OidcWorld.ComeBackAsync(app, address!));

        using var late = world.Portal.NewApp();
        (address, _) = await world.GoAsync(late, id);
        world.Portal.Clock.PutForward(TimeSpan.FromMinutes(11));
        Assert.Equal("HF-2365", await OidcWorld.ComeBackAsync(late, address!));
    }

    /// <summary>Begun at the one, answered as the other: RFC 9700 section 4.4. And the same person there is another person.</summary>
    [Fact]
    public async Task TwoProviders_AreNotMixedUp()
    {
        await using var other = await OidcWorld.StartAsync();
        other.Clock = world.Portal.Clock;
        var (one, two) = (await world.AddAsync(), await world.AddAsync(OidcWorld.Draft(other, "Other")));
        using var app = world.Portal.NewApp();
        var (address, _) = await world.GoAsync(app, one);
        var moved = address!.Replace($"{one}", $"{two}", StringComparison.Ordinal);
        Assert.Equal("HF-2365", await OidcWorld.ComeBackAsync(app, moved));

        using var first = world.Portal.NewApp();
        Assert.Null(await world.SignInAsync(first, one));
        using var second = world.Portal.NewApp();
        Assert.Equal("HF-2340", await world.SignInAsync(second, two, at: other));
        Assert.Equal("/sign-in", await second.LedToAsync("/account"));
    }

    [Fact]
    public async Task Keys_Changed_AreReadAgain()
    {
        var id = await world.AddAsync();
        using var app = world.Portal.NewApp();
        Assert.Null(await world.SignInAsync(app, id));

        world.Provider.Signer = TokenSigner.Curve("next");
        using var again = world.Portal.NewApp();
        Assert.Null(await world.SignInAsync(again, id));

        // The same id for another key.
        world.Provider.Signer = TokenSigner.Curve("next");
        using var later = world.Portal.NewApp();
        Assert.Null(await world.SignInAsync(later, id));
    }

    /// <summary>In a world of its own: a portal that starts at a time that was put forward makes a certificate of that time.</summary>
    [Fact]
    public async Task SignIn_BegunAtOnePortal_EndsAtAnother()
    {
        await using var own = new OidcWorld();
        await own.InitializeAsync();
        var id = await own.AddAsync();
        await using var other = await own.Portal.StartBesideAsync(reachesNode: false);
        using var app = own.Portal.NewApp();
        var (address, _) = await own.GoAsync(app, id);
        app.TurnTo(other);

        Assert.Null(await OidcWorld.ComeBackAsync(app, address!));
        Assert.Null(await app.LedToAsync("/account"));
    }

    [Fact]
    public async Task SignIn_WhatTheIdTokenDoesNotSay_TheUserinfoDoes()
    {
        world.Provider.IsSilent = true;
        var id = await world.AddAsync();
        using var app = world.Portal.NewApp();
        Assert.Null(await world.SignInAsync(app, id));

        Assert.Equal(2, (await world.Portal.GetAsync("/users/anna"))["groups"]!.AsArray().Count);
        world.Provider.Add("s-anna", "anna", "VPN Auditors");
        // About somebody else: not used.
        world.Provider.People["s-anna"]["sub"] = "s-bert";
        using var again = world.Portal.NewApp();
        Assert.Equal("HF-2366", await world.SignInAsync(again, id));
    }

    [Fact]
    public async Task SignIn_Away_SecretWrong_Disabled_AreTold()
    {
        var draft = world.Draft();
        draft["secret"] = "wrong";
        var id = await world.AddAsync(draft);
        using var app = world.Portal.NewApp();
        Assert.Equal("HF-2366", await world.SignInAsync(app, id));

        await world.Portal.DoAsync(HttpMethod.Put, $"/sources/{id}", world.Draft().ToJsonString());
        Assert.Null(await world.SignInAsync(app, id));
        await world.Portal.DoAsync(HttpMethod.Patch, "/users/anna", """{"disabled":true}""");
        using var later = world.Portal.NewApp();
        Assert.Equal("HF-2348", await world.SignInAsync(later, id));
        // A name of a provider has no password here or anywhere.
        Assert.Equal("HF-1121", await later.TrySignInAsync("anna", "whatever"));

        var away = world.Draft();
        away["oidc"]!["issuer"] = "https://localhost:1";
        await world.Portal.DoAsync(HttpMethod.Put, $"/sources/{id}", away.ToJsonString());
        Assert.Equal("HF-2360", await world.SignInAsync(later, id));
    }

    /// <summary>Before something sensitive the provider must have asked again, and not just have remembered the browser.</summary>
    [Fact]
    public async Task Confirm_LeadsToTheProvider_WhichMustAskAgain()
    {
        var id = await world.AddAsync();
        using var app = world.Portal.NewApp();
        Assert.Null(await world.SignInAsync(app, id));
        var page = await app.Http.GetStringAsync("/account/confirm?returnTo=%2Faccount%2Ffactors");
        Assert.Contains(
            $"/sign-in/at/{id}?returnTo=%2Faccount%2Ffactors&amp;anew=true",
            page,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("name=\"password\"", page, StringComparison.Ordinal);

        Assert.Null(await world.SignInAsync(app, id, "?anew=true"));
        Assert.Equal("0", $"{world.Provider.Asked!["max_age"]}");
        world.Provider.Lies = claims => claims["auth_time"] = 1;
        Assert.Equal("HF-2368", await world.SignInAsync(app, id, "?anew=true"));
    }

    /// <summary>Source × factor: see <see cref="SourceFactorTests"/>.</summary>
    [Theory]
    [InlineData(false, false, "nothing", null)]
    [InlineData(true, false, "nothing", "/account/factors")]
    [InlineData(false, true, "nothing", "/sign-in/second")]
    [InlineData(false, true, "wrong code", "/sign-in/second")]
    [InlineData(false, true, "code", null)]
    [InlineData(true, true, "nothing", "/sign-in/second")]
    [InlineData(true, true, "wrong recovery code", "/sign-in/second")]
    [InlineData(true, true, "recovery code", null)]
    public async Task SourceByFactor_LeadsWhereItShould(bool demanded, bool has, string given, string? ledTo)
    {
        var id = await world.AddAsync();
        using var first = world.Portal.NewApp();
        Assert.Null(await world.SignInAsync(first, id));
        var inHand = has ? await world.Portal.AddAppAsync(first) : null;
        world.Portal.NextCode();
        await world.Portal.SetAsync(new { secondFactor = demanded ? "everybody" : "nobody" });

        using var app = world.Portal.NewApp();
        Assert.Null(await world.SignInAsync(app, id));
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
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("issuer", "HF-2362")]
    [InlineData("calls itself", "HF-2363")]
    [InlineData("keys", "HF-2364")]
    [InlineData("pkce", "HF-2370")]
    [InlineData("certificate", "HF-2361")]
    public async Task Test_SaysWhatIsWrong(string wrong, string? problem)
    {
        var draft = world.Draft();
        draft["oidc"]!["issuer"] = wrong == "issuer" ? $"{world.Provider.Issuer}/nothing" : world.Provider.Issuer;
        draft["oidc"]!["authority"] = wrong == "certificate" ? null : world.Provider.Certificate.ExportCertificatePem();
        world.Provider.Describes = description =>
        {
            description[
                wrong switch
                {
                    "calls itself" => "issuer",
                    "keys" => "jwks_uri",
                    _ => "unknown",
                }
            ] = $"{world.Provider.Issuer}/other";
            description["code_challenge_methods_supported"] = new JsonArray(wrong == "pkce" ? "plain" : "S256");
        };
        var body = new JsonObject { ["settings"] = draft };
        var trial = await world.Portal.DoAsync(HttpMethod.Post, "/sources/test", body.ToJsonString());

        Assert.Equal(problem, trial["problem"]?.GetValue<string>());
        Assert.Equal(problem is null, trial["works"]!.GetValue<bool>());
    }
}

using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Ldap;

namespace Holdfast.Portal.Tests.Sources;

/// <summary>People of a real directory at the sign-in page.</summary>
[Trait("needs", "slapd")]
public sealed class LdapSignInTests(LdapWorld world) : IClassFixture<LdapWorld>
{
    [Fact]
    public async Task SignIn_FirstTime_MakesTheUser_AndTakesGroupsOverEachTime()
    {
        var id = await world.AddSourceAsync();
        using var app = world.Portal.NewApp();
        Assert.Null(await app.TrySignInAsync("ANNA", People.Password));

        var anna = await world.Portal.GetAsync("/users/anna");
        Assert.Equal(["leads", "vpn"], anna["groups"]!.AsArray().Select(group => group!.GetValue<string>()));
        Assert.Equal("anna@example.org", anna["mailAddress"]!.GetValue<string>());
        Assert.Equal(id, anna["source"]!.GetValue<Guid>());
        Assert.Equal("Company", (await world.Portal.AuditAsync("user.add"))!["actor"]!.GetValue<string>());
        Assert.Contains("kept at Company", await app.Http.GetStringAsync("/account"), StringComparison.Ordinal);

        await world.Directory.ChangeAsync(
            $"dn: {People.GroupDn("leads")}\nchangetype: modify\nadd: member\nmember: {People.DnOf("bert")}\n\n"
        );
        using var again = world.Portal.NewApp();
        Assert.Null(await again.TrySignInAsync("bert", People.Password));
        await world.Directory.ChangeAsync(
            $"dn: {People.GroupDn("leads")}\nchangetype: modify\ndelete: member\nmember: {People.DnOf("bert")}\n\n"
        );
        Assert.NotEmpty((await world.Portal.GetAsync("/users/bert"))["groups"]!.AsArray());
        using var later = world.Portal.NewApp();
        Assert.Null(await later.TrySignInAsync("bert", People.Password));
        Assert.Empty((await world.Portal.GetAsync("/users/bert"))["groups"]!.AsArray());
        await world.RemoveSourceAsync(id);
    }

    [Theory]
    [InlineData("member-of", false, "leads")]
    [InlineData("member-of", true, "leads,vpn")]
    [InlineData("search", false, "leads")]
    [InlineData("search", true, "leads,vpn")]
    [InlineData("nowhere", true, "")]
    public async Task SignIn_Groups_ByEachWay(string from, bool nested, string expected)
    {
        var draft = world.Draft();
        draft["ldap"]!["groupsFrom"] = from;
        draft["ldap"]!["nestedGroups"] = nested;
        var id = await world.AddSourceAsync(draft);
        using var app = world.Portal.NewApp();
        // Groups that the directory was filled with have no memberOf in it; a change writes it.
        await TouchAsync("leads", People.DnOf("anna"));
        await TouchAsync("VPN Users", People.GroupDn("leads"));
        Assert.Null(await app.TrySignInAsync("anna", People.Password));

        var groups = (await world.Portal.GetAsync("/users/anna"))["groups"]!.AsArray();
        Assert.Equal(expected, string.Join(',', groups.Select(group => group!.GetValue<string>())));
        await world.RemoveSourceAsync(id);
    }

    [Theory]
    [InlineData("anna", "wrong")]
    [InlineData("anna", "")]
    [InlineData("nobody", People.Password)]
    [InlineData("anna)(uid=*", People.Password)]
    [InlineData("*", People.Password)]
    [InlineData("an*", People.Password)]
    [InlineData("admin", People.Password)]
    [InlineData("reader", Slapd.ReaderPassword)]
    public async Task SignIn_Wrong_IsRefusedWithTheSameWords(string name, string password)
    {
        var id = await world.AddSourceAsync();
        using var app = world.Portal.NewApp();

        Assert.Equal("HF-1121", await app.TrySignInAsync(name, password));
        Assert.Equal("/sign-in", await app.LedToAsync("/account"));
        await world.RemoveSourceAsync(id);
    }

    /// <summary>The directory has an admin too, who is not ours; ours signs in whatever the directory does.</summary>
    [Fact]
    public async Task SignIn_NameOfALocalUser_IsNeverTheOther_AndALocalAdministratorIsNotLockedOut()
    {
        var wrong = world.Draft();
        wrong["ldap"]!["servers"] = new JsonArray("127.0.0.1:1");
        var id = await world.AddSourceAsync(wrong);
        using var app = world.Portal.NewApp();
        Assert.Equal("HF-1121", await app.TrySignInAsync("admin", People.Password));
        Assert.Null(await app.TrySignInAsync("admin", world.Portal.AdminPassword));
        await world.RemoveSourceAsync(id);
    }

    [Fact]
    public async Task SignIn_DirectoryAway_SameWords_AndNotHeldAgainstAnybody()
    {
        var draft = world.Draft();
        var id = await world.AddSourceAsync(draft);
        draft["ldap"]!["servers"] = new JsonArray("127.0.0.1:1");
        await world.Portal.DoAsync(HttpMethod.Put, $"/sources/{id}", draft.ToJsonString());
        using var app = world.Portal.NewApp();
        for (var n = 0; n < 8; n++)
        {
            Assert.Equal("HF-1121", await app.TrySignInAsync("carla", People.Password));
        }

        // The first server is still away; the second answers.
        draft["ldap"]!["servers"] = new JsonArray("127.0.0.1:1", $"localhost:{world.Directory.TlsPort}");
        await world.Portal.DoAsync(HttpMethod.Put, $"/sources/{id}", draft.ToJsonString());
        Assert.Null(await app.TrySignInAsync("carla", People.Password));
        await world.RemoveSourceAsync(id);
    }

    [Fact]
    public async Task SignIn_ManyFailures_AreThrottledLikeOthers()
    {
        var id = await world.AddSourceAsync();
        using var app = world.Portal.NewApp();
        for (var n = 0; n < 7; n++)
        {
            await app.TrySignInAsync("bert", "wrong");
        }

        Assert.Equal("HF-1122", await app.TrySignInAsync("bert", People.Password));
        world.Portal.Clock.PutForward(TimeSpan.FromMinutes(20));
        Assert.Null(await app.TrySignInAsync("bert", People.Password));
        await world.RemoveSourceAsync(id);
    }

    [Fact]
    public async Task Source_WhatItKeeps_IsNotChangedHere()
    {
        var id = await world.AddSourceAsync();
        using var app = world.Portal.NewApp();
        await app.TrySignInAsync("anna", People.Password);
        foreach (
            var change in new[]
            {
                """{"password":"another password"}""",
                """{"groups":["x"]}""",
                """{"role":"administrator"}""",
            }
        )
        {
            using var answer = await world.Portal.SendAsync(HttpMethod.Patch, "/users/anna", change);
            Assert.Equal(["HF-2342 anna"], await AdminCalls.ProblemsAsync(answer));
        }

        using var link = await world.Portal.SendAsync(HttpMethod.Post, "/users/anna/reset-link", "");
        Assert.Equal(["HF-2342 anna"], await AdminCalls.ProblemsAsync(link));
        using var disabled = await world.Portal.SendAsync(HttpMethod.Patch, "/users/anna", """{"disabled":true}""");
        Assert.Equal(HttpStatusCode.OK, disabled.StatusCode);
        using var later = world.Portal.NewApp();
        Assert.Equal("HF-1121", await later.TrySignInAsync("anna", People.Password));
        await world.RemoveSourceAsync(id);
    }

    [Fact]
    public async Task Confirm_AsksTheDirectory()
    {
        var id = await world.AddSourceAsync();
        using var app = world.Portal.NewApp();
        await app.TrySignInAsync("anna", People.Password);
        using var wrong = await app.PostStepAsync("/account/confirm", "Password", ("password", "wrong"));
        Assert.Contains("HF-1121", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var right = await app.PostStepAsync("/account/confirm", "Password", ("password", People.Password));
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        await world.RemoveSourceAsync(id);
    }

    [Fact]
    public async Task Failures_TakeAsLong_WhoeverWasAsked()
    {
        await using var slow = new RunningPortal { FailedSignInPace = TimeSpan.FromSeconds(1) };
        await slow.InitializeAsync();
        await slow.DoAsync(HttpMethod.Post, "/sources", world.Draft().ToJsonString());
        using var known = slow.NewApp();
        Assert.Null(await known.TrySignInAsync("carla", People.Password));
        using var app = slow.NewApp();
        foreach (var name in new[] { "admin", "carla", "nobody" })
        {
            var page = await app.Http.GetStringAsync("/sign-in");
            var began = Stopwatch.GetTimestamp();
            using var answer = await app.PostAsync("/sign-in", page, ("userName", name), ("userPass", "wrong"));
            var took = Stopwatch.GetElapsedTime(began).TotalSeconds % 1;
            Assert.True(took < 0.5, $"{name}: {took} s beyond the pace");
        }
    }

    private Task TouchAsync(string group, string member) =>
        world.Directory.ChangeAsync(
            $"dn: {People.GroupDn(group)}\nchangetype: modify\nreplace: member\nmember: cn=nobody,{Slapd.Base}\n\n"
                + $"dn: {People.GroupDn(group)}\nchangetype: modify\nreplace: member\nmember: {member}\n"
                + (group == "VPN Users" ? $"member: {People.DnOf("carla")}\n\n" : "\n")
        );
}

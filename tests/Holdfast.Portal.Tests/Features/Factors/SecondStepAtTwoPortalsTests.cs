using System.Net;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Features.Factors;

/// <summary>What one portal has seen, the other knows.</summary>
public sealed class SecondStepAtTwoPortalsTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    [Fact]
    public async Task Code_Twice_IsRefusedAlsoByAnotherPortal()
    {
        var (name, inHand) = await portal.AddUserWithAppAsync();
        await using var other = await portal.StartBesideAsync(reachesNode: false);
        using var first = portal.NewApp();
        using var second = other.NewApp();
        await first.SignInAsync(name);
        await second.SignInAsync(name);
        var code = portal.CodeOf(inHand.Secret);

        var both = await Task.WhenAll(first.TryCodeAsync(code), second.TryCodeAsync(code));

        Assert.Single(both, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Single(both, answer => answer.StatusCode == HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task SecondStep_AtAnotherPortal_GoesOn()
    {
        var (name, inHand) = await portal.AddUserWithAppAsync();
        await using var other = await portal.StartBesideAsync(reachesNode: false);
        using var app = portal.NewApp();
        await app.SignInAsync(name);
        app.TurnTo(other);
        using var answer = await app.TryCodeAsync(portal.CodeOf(inHand.Secret));
        app.TurnTo(portal);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Null(await app.LedToAsync("/"));
    }

    [Fact]
    public async Task Codes_WrongTooOften_AreRefusedForAWhileOnAllPortals()
    {
        var (name, inHand) = await portal.AddUserWithAppAsync();
        await using var other = await portal.StartBesideAsync(reachesNode: false);
        using var app = portal.NewApp();
        await app.SignInAsync(name);

        // Five have no consequence; each further one is waited for as long as it takes to be tried, so that the last one blocks for long.
        for (var tries = 0; tries <= 10; tries++)
        {
            using var wrong = await app.TryCodeAsync(portal.WrongCode(inHand.Secret));
            portal.Clock.PutForward(TimeSpan.FromSeconds(tries is >= 5 and < 10 ? Math.Pow(2, tries - 5) : 0));
        }

        app.TurnTo(other);
        using var right = await app.TryCodeAsync(portal.CodeOf(inHand.Secret));
        Assert.Contains("HF-2203", await right.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        portal.Clock.PutForward(TimeSpan.FromMinutes(2));
        using var later = await app.TryCodeAsync(portal.CodeOf(inHand.Secret));
        Assert.Equal(HttpStatusCode.Redirect, later.StatusCode);
    }
}

using System.Net;
using Holdfast.Portal.Access;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Access;

/// <summary>Time and measure: at a portal of its own, as it counts by address and moves the clock.</summary>
public sealed class ApiTokenLimitTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Status = "/api/admin/v1/status";

    [Fact]
    public async Task WrongTokens_TooMany_WaitWhileTheRightOneGoesOn()
    {
        using var right = await portal.ProgramAsync("read");
        using var wrong = portal.ProgramWith("hf_" + new string('A', 43));
        HttpStatusCode last = default;
        for (var number = 0; number < 25 && last != HttpStatusCode.TooManyRequests; number++)
        {
            using var answer = await wrong.GetAsync(Status);
            last = answer.StatusCode;
            Assert.True(last != HttpStatusCode.TooManyRequests || answer.Headers.RetryAfter is not null);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        Assert.Equal(HttpStatusCode.OK, await AskAsync(right));

        // A program that has lost its token keeps no person from signing in.
        using var app = portal.NewApp();
        await app.SignInAsync(await portal.AddUserAsync());
    }

    [Fact]
    public async Task Token_Expired_IsRefused()
    {
        using var program = portal.ProgramWith((await portal.MakeTokenAsync("read"))["secret"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, await AskAsync(program));

        portal.Clock.PutForward(TimeSpan.FromHours(25));

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(program));
    }

    [Fact]
    public async Task Token_AsksTooFast_IsToldToWait()
    {
        using var program = await portal.ProgramAsync("read");
        var answers = new List<HttpStatusCode>();
        for (
            var number = 0;
            number < RequestBucket.Burst * 3 && !answers.Contains(HttpStatusCode.TooManyRequests);
            number += 20
        )
        {
            answers.AddRange(
                await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => AskAsync(program, "/api/admin/v1/tokens")))
            );
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        portal.Clock.PutForward(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(program));
    }

    private static async Task<HttpStatusCode> AskAsync(HttpClient program, string path = Status)
    {
        using var answer = await program.GetAsync(path);
        return answer.StatusCode;
    }
}

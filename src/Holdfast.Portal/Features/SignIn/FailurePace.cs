using Holdfast.Portal.Sources.People;

namespace Holdfast.Portal.Features.SignIn;

/// <summary>
/// Lets failed sign-ins take the same time, whoever was asked, once there are sources: a directory answers in milliseconds, our own hash
/// takes longer, RADIUS servers make one wait.
/// </summary>
public sealed class FailurePace(PasswordSources sources, PortalOptions options, TimeProvider clock)
{
    /// <param name="began">Timestamp.</param>
    public async Task WaitAsync(long began, CancellationToken cancel)
    {
        var pace = options.FailedSignInPace;
        if (pace <= TimeSpan.Zero || (await sources.ListAsync(cancel)).Count == 0)
        {
            return;
        }

        var elapsed = clock.GetElapsedTime(began);
        await Task.Delay(pace - TimeSpan.FromTicks(elapsed.Ticks % pace.Ticks), clock, cancel);
    }
}

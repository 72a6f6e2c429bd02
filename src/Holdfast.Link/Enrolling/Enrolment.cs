using Holdfast.Link.Certificates;
using Holdfast.Link.Channels;
using Holdfast.Link.Dialing;
using Holdfast.Link.Problems;
using Holdfast.Model.Problems;

namespace Holdfast.Link.Enrolling;

/// <summary>The portal's side of the enrolment.</summary>
public sealed class Enrolment(ILinkAuthority authority, TimeProvider time)
{
    /// <summary>From the connection to the last message.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Dials the node that made the code, proves to know its secret, lets the node prove the same, and signs its certificate.
    /// </summary>
    /// <param name="nodeId">Under which the node shall be known; unique, chosen by the caller.</param>
    public async Task<Outcome<EnrolledNode>> EnrolAsync(EnrolmentCode code, string nodeId, CancellationToken cancel)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var timer = time.CreateTimer(
            _ => deadline.Cancel(),
            null,
            Timeout,
            System.Threading.Timeout.InfiniteTimeSpan
        );
        try
        {
            return await DialAsync(code, nodeId, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return LinkProblems.TimedOut.At(
                code.Address.ToString(),
                $"Not enrolled within {Timeout.TotalSeconds} s; the same code is still good."
            );
        }
        catch (LinkException broken)
        {
            return broken.Problem;
        }
    }

    private async Task<Outcome<EnrolledNode>> DialAsync(EnrolmentCode code, string nodeId, CancellationToken cancel)
    {
        var dial = new Dial(code.Address, Timeout, time);
        Problem? judgement = null;
        var tls = Dial.Tls(shown =>
        {
            var same = LinkCertificates.FingerprintOf(shown).AsSpan().SequenceEqual(code.Fingerprint);
            judgement = same ? null : EnrolmentProblems.OtherKey.At(code.Address.ToString(), "It has another key.");
            return same;
        });
        var stream = await dial.SecureAsync(tls, () => judgement, cancel);
        if (stream.Value is null)
        {
            return Outcome<EnrolledNode>.Failed(stream.Problems);
        }
        var upgraded = await dial.UpgradeAsync(stream.Value, LinkPaths.Enrolment, LinkLimits.OfPortal, cancel);
        if (upgraded.Value is not { } socket)
        {
            return NotOpen(code, upgraded.Problems[0], time.GetUtcNow());
        }
        using (socket)
        {
            var peer = new EnrolmentSocket(socket, code.Address.ToString());
            return await new EnrolmentTalk(peer, code, nodeId, authority, time).TalkAsync(cancel);
        }
    }

    private static Problem NotOpen(EnrolmentCode code, Problem refusal, DateTimeOffset now) =>
        refusal.Kind != LinkProblems.NotAdmitted ? refusal
        : code.Expires < now ? EnrolmentProblems.CodeExpired.At("code", $"It was good until {code.Expires:u}.")
        : EnrolmentProblems.NotEnrolling.At(
            code.Address.ToString(),
            "The code was used, or the node has forgotten it."
        );
}

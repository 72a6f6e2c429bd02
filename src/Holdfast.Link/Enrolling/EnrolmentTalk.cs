using System.Security.Cryptography;
using Holdfast.Link.Certificates;
using Holdfast.Link.Channels;
using Holdfast.Link.Problems;
using Holdfast.Model.Problems;

namespace Holdfast.Link.Enrolling;

/// <summary>The portal's part of the talk, once the connection to the node with the right key stands.</summary>
internal sealed class EnrolmentTalk(
    EnrolmentSocket peer,
    EnrolmentCode code,
    string nodeId,
    ILinkAuthority authority,
    TimeProvider time
)
{
    private string Where => code.Address.ToString();

    /// <exception cref="LinkException">The node refused, or the connection ended.</exception>
    public async Task<Outcome<EnrolledNode>> TalkAsync(CancellationToken cancel)
    {
        var nonce = RandomNumberGenerator.GetBytes(EnrolmentTranscript.NonceLength);
        var begin = new EnrolmentBegin(EnrolmentVersion.Oldest, EnrolmentVersion.Current, code.Id, nonce);
        await peer.SendAsync(begin, cancel);
        var challenge = await ExpectAsync<EnrolmentChallenge>(cancel);
        return Object(challenge) is { } problem ? problem : await ClaimAsync(nonce, challenge, cancel);
    }

    private async Task<Outcome<EnrolledNode>> ClaimAsync(
        byte[] nonce,
        EnrolmentChallenge challenge,
        CancellationToken cancel
    )
    {
        var trusted = authority.Certificate;
        var transcript = new EnrolmentTranscript(code, nonce, challenge.Nonce, challenge.Request, nodeId, trusted);
        var claim = new EnrolmentClaim(nodeId, trusted.ExportCertificatePem(), transcript.PortalProof);
        await peer.SendAsync(claim, cancel);
        var accept = await ExpectAsync<EnrolmentAccept>(cancel);
        return EnrolmentTranscript.IsSame(accept.Proof, transcript.NodeProof)
            ? await IssueAsync(challenge, cancel)
            : EnrolmentProblems.OtherKey.At(Where, "It does not know the secret of the code.");
    }

    private async Task<Outcome<EnrolledNode>> IssueAsync(EnrolmentChallenge challenge, CancellationToken cancel)
    {
        var issued = authority.IssueNode(challenge.Request, nodeId);
        if (issued.Value is not { } certificate)
        {
            return Outcome<EnrolledNode>.Failed(issued.Problems);
        }
        await peer.SendAsync(new EnrolmentIssue(certificate.ExportCertificatePem()), cancel);
        try
        {
            await ExpectAsync<EnrolmentDone>(cancel);
        }
        catch (LinkException cut) when (cut.Problem.Kind == EnrolmentProblems.Cut)
        {
            return EnrolmentProblems.Unconfirmed.At(Where, cut.Problem.Detail);
        }
        await peer.CloseAsync(cancel);
        return new EnrolledNode(nodeId, code.Address, challenge.HostName, certificate);
    }

    /// <summary>What is wrong with the challenge; null: nothing.</summary>
    private Problem? Object(EnrolmentChallenge challenge)
    {
        if (!EnrolmentVersion.IsCommon(challenge.OldestVersion, challenge.Version))
        {
            return LinkProblems.NoCommonVersion.At(
                Where,
                $"It speaks {challenge.OldestVersion} to {challenge.Version}, we speak {EnrolmentVersion.Oldest} to {EnrolmentVersion.Current}."
            );
        }
        var ahead = challenge.Now - time.GetUtcNow();
        return ahead.Duration() > LinkCertificates.ClockTolerance
            ? EnrolmentProblems.ClockOff.At(Where, $"The node's clock is {ahead.TotalSeconds:F0} s ahead of ours.")
            : null;
    }

    private async Task<T> ExpectAsync<T>(CancellationToken cancel)
        where T : EnrolmentMessage =>
        await peer.ReceiveAsync(cancel) switch
        {
            T expected => expected,
            EnrolmentRefusal refusal => throw new LinkException(Explain(refusal)),
            _ => throw new LinkException(LinkProblems.WrongOrder.At(Where, "An enrolment has another order.")),
        };

    /// <summary>The node's word, in our own terms: an id that we know, with its detail; nothing else of it is repeated.</summary>
    private Problem Explain(EnrolmentRefusal refusal) =>
        Known.FirstOrDefault(kind => kind.Id == refusal.Problem) is { } kind
            ? kind.At(Where, Printable(refusal.Detail))
            : LinkProblems.NotAdmitted.At(
                Where,
                $"It refused for a reason that we do not know: {Printable(refusal.Problem)}."
            );

    private static string Printable(string text) =>
        new([.. text.Take(200).Select(letter => char.IsControl(letter) ? ' ' : letter)]);

    private static readonly ProblemKind[] Known =
    [
        EnrolmentProblems.CodeWrong,
        EnrolmentProblems.CodeUsed,
        EnrolmentProblems.CodeExpired,
        EnrolmentProblems.ClockOff,
        EnrolmentProblems.NotEnrolling,
        EnrolmentProblems.TooManyAttempts,
        EnrolmentProblems.CertificateRefused,
        LinkProblems.NoCommonVersion,
        LinkProblems.NotTrusted,
        LinkProblems.WrongNode,
        LinkProblems.WrongPurpose,
        LinkProblems.WrongOrder,
    ];
}

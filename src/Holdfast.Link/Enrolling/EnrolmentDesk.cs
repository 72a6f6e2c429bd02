using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Link.Channels;
using Holdfast.Link.Identities;
using Holdfast.Link.Problems;
using Holdfast.Model.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Holdfast.Link.Enrolling;

/// <summary>
/// The node's side of the enrolment: lets in whoever proves to know the code that is open, once. Until a portal has come with what it
/// got, the same authority may have it again: the answer may have got lost.
/// </summary>
public sealed partial class EnrolmentDesk(
    NodeIdentityStore identities,
    EnrolmentCodeFile codes,
    TimeProvider time,
    ILogger<EnrolmentDesk> logger
) : IDisposable
{
    private readonly AttemptLimit _attempts = new(time);
    private readonly SemaphoreSlim _storing = new(1, 1);
    private readonly Lock _deciding = new();

    /// <summary>Who shows no certificate may talk to us: there is a code, or there was one that could still be tried again.</summary>
    public bool IsOpen => codes.Read() is not null || codes.RecentlyUsed() is not null;

    public void Dispose() => _storing.Dispose();

    /// <summary>A portal came by a link: it knows us under our name, so the code has done its work.</summary>
    internal void Confirm()
    {
        try
        {
            lock (_deciding)
            {
                codes.Burn();
            }
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            // A full disk must not keep portals out; the next one that comes tries again.
            Log.NotBurnt(logger, broken.Message);
        }
    }

    internal async Task ServeAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var peer = new EnrolmentSocket(socket, "portal");
        try
        {
            await ServeAsync(peer, http.RequestAborted);
        }
        catch (LinkException broken)
        {
            Log.Refused(logger, broken.Problem.ToString());
        }
        catch (Exception broken)
            when (broken is OperationCanceledException or IOException or UnauthorizedAccessException)
        {
            Log.Refused(logger, EnrolmentProblems.Cut.At("portal", broken.Message).ToString());
        }
    }

    private async Task ServeAsync(EnrolmentSocket peer, CancellationToken cancel)
    {
        var refusal = await EnrolAsync(peer, cancel);
        if (refusal is not null)
        {
            Log.Refused(logger, refusal.ToString());
            await peer.SendAsync(new EnrolmentRefusal(refusal.Id, refusal.Detail), cancel);
        }
        await peer.CloseAsync(cancel);
    }

    /// <summary>Why the enrolment was refused; null: it was not.</summary>
    private async Task<Problem?> EnrolAsync(EnrolmentSocket peer, CancellationToken cancel)
    {
        if (await peer.ReceiveAsync(cancel) is not EnrolmentBegin begin)
        {
            return OutOfOrder();
        }
        var opened = Open(begin);
        if (opened.Value is not { } code)
        {
            return opened.Problems[0];
        }
        var challenge = Challenge();
        await peer.SendAsync(challenge, cancel);
        if (await peer.ReceiveAsync(cancel) is not EnrolmentClaim claim || ReadAuthority(claim) is not { } authority)
        {
            return OutOfOrder();
        }
        var transcript = new EnrolmentTranscript(
            code,
            begin.Nonce,
            challenge.Nonce,
            challenge.Request,
            claim.NodeId,
            authority
        );
        if (!EnrolmentTranscript.IsSame(transcript.PortalProof, claim.Proof))
        {
            return _attempts.Take() ? Wrong("Its proof does not match.") : TooMany();
        }
        return await StoreAsync(peer, code, claim.NodeId, authority, transcript.NodeProof, cancel);
    }

    /// <summary>Who knows the right id knows the secret, so guesses alone are counted: strangers cannot keep the administrator out.</summary>
    private Outcome<EnrolmentCode> Open(EnrolmentBegin begin)
    {
        if (!EnrolmentVersion.IsCommon(begin.OldestVersion, begin.Version))
        {
            return LinkProblems.NoCommonVersion.At(
                "portal",
                $"It speaks {begin.OldestVersion} to {begin.Version}, we speak {EnrolmentVersion.Oldest} to {EnrolmentVersion.Current}."
            );
        }
        var code = codes.Read() ?? codes.Unconfirmed();
        if (code?.Id == begin.CodeId && begin.Nonce.Length == EnrolmentTranscript.NonceLength)
        {
            return code.Expires > time.GetUtcNow()
                ? code
                : EnrolmentProblems.CodeExpired.At("code", $"It was good until {code.Expires:u}.");
        }
        return _attempts.Take() ? Reject(begin.CodeId, code) : TooMany();
    }

    private Problem Reject(string codeId, EnrolmentCode? open)
    {
        if (codeId == codes.RecentlyUsed())
        {
            return EnrolmentProblems.CodeUsed.At("code", "The node was enrolled with it.");
        }
        return open is null
            ? EnrolmentProblems.NotEnrolling.At("node", "No code is open.")
            : Wrong("Another code is open.");
    }

    private EnrolmentChallenge Challenge() =>
        new(
            EnrolmentVersion.Oldest,
            EnrolmentVersion.Current,
            RandomNumberGenerator.GetBytes(EnrolmentTranscript.NonceLength),
            identities.CreateRequest(),
            Environment.MachineName,
            time.GetUtcNow()
        );

    /// <summary>From here on the other end has proved itself. Of two that did, the second finds the code gone.</summary>
    private async Task<Problem?> StoreAsync(
        EnrolmentSocket peer,
        EnrolmentCode code,
        string nodeId,
        X509Certificate2 authority,
        byte[] proof,
        CancellationToken cancel
    )
    {
        await _storing.WaitAsync(cancel);
        try
        {
            if (!IsGood(code, authority))
            {
                return Taken();
            }
            await peer.SendAsync(new EnrolmentAccept(proof), cancel);
            if (await peer.ReceiveAsync(cancel) is not EnrolmentIssue issue)
            {
                return OutOfOrder();
            }
            var stored = Adopt(code, issue, authority, nodeId);
            return stored.Value is { } identity ? await FinishAsync(peer, identity, cancel) : stored.Problems[0];
        }
        finally
        {
            _storing.Release();
        }
    }

    /// <summary>A portal that came in the meantime knows us under the name that we had: it stays.</summary>
    private Outcome<NodeIdentity> Adopt(
        EnrolmentCode code,
        EnrolmentIssue issue,
        X509Certificate2 authority,
        string nodeId
    )
    {
        lock (_deciding)
        {
            if (!IsGood(code, authority))
            {
                return Taken();
            }
            var stored = identities.CompleteEnrolment(issue.Certificate, authority, nodeId);
            if (stored.Succeeded)
            {
                codes.Use(code);
            }
            return stored;
        }
    }

    /// <summary>Open to everybody who knows it; once used, to the authority that has enrolled us with it.</summary>
    private bool IsGood(EnrolmentCode code, X509Certificate2 authority) =>
        codes.Read() is { } open
            ? open.Id == code.Id
            : codes.Unconfirmed()?.Id == code.Id && IsSame(authority, identities.Current.Authority);

    private static bool IsSame(X509Certificate2 authority, X509Certificate2? ours) =>
        ours is not null && authority.RawData.AsSpan().SequenceEqual(ours.RawData);

    private async Task<Problem?> FinishAsync(EnrolmentSocket peer, NodeIdentity identity, CancellationToken cancel)
    {
        Log.Enrolled(logger, identity.NodeId!);
        await peer.SendAsync(new EnrolmentDone(), cancel);
        return null;
    }

    private static X509Certificate2? ReadAuthority(EnrolmentClaim claim)
    {
        try
        {
            return X509Certificate2.CreateFromPem(claim.Authority);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static Problem Taken() => EnrolmentProblems.CodeUsed.At("code", "Somebody else was faster.");

    private static Problem Wrong(string detail) => EnrolmentProblems.CodeWrong.At("code", detail);

    private static Problem TooMany() => EnrolmentProblems.TooManyAttempts.At("node", "Guesses are limited.");

    private static Problem OutOfOrder() => LinkProblems.WrongOrder.At("portal", "An enrolment has another order.");
}

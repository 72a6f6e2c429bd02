using System.Text.Json.Serialization;

namespace Holdfast.Link.Enrolling;

/// <summary>The steps of an enrolment, in their order. See <c>docs/protocols/enrolment.md</c>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(EnrolmentBegin), "begin")]
[JsonDerivedType(typeof(EnrolmentChallenge), "challenge")]
[JsonDerivedType(typeof(EnrolmentClaim), "claim")]
[JsonDerivedType(typeof(EnrolmentAccept), "accept")]
[JsonDerivedType(typeof(EnrolmentIssue), "issue")]
[JsonDerivedType(typeof(EnrolmentDone), "done")]
[JsonDerivedType(typeof(EnrolmentRefusal), "refusal")]
internal abstract record EnrolmentMessage;

/// <summary>Portal: which code, which versions.</summary>
internal sealed record EnrolmentBegin(int OldestVersion, int Version, string CodeId, byte[] Nonce) : EnrolmentMessage;

/// <summary>Node: its certificate request and its clock.</summary>
internal sealed record EnrolmentChallenge(
    int OldestVersion,
    int Version,
    byte[] Nonce,
    string Request,
    string HostName,
    DateTimeOffset Now
) : EnrolmentMessage;

/// <summary>Portal: the node's id, the authority to obey (PEM), and the proof that it knows the secret.</summary>
internal sealed record EnrolmentClaim(string NodeId, string Authority, byte[] Proof) : EnrolmentMessage;

/// <summary>Node: the proof that it knows the secret, too.</summary>
internal sealed record EnrolmentAccept(byte[] Proof) : EnrolmentMessage;

/// <summary>Portal: the certificate, PEM.</summary>
internal sealed record EnrolmentIssue(string Certificate) : EnrolmentMessage;

/// <summary>Node: all is stored, the secret is burnt.</summary>
internal sealed record EnrolmentDone : EnrolmentMessage;

/// <summary>Either: it ends here.</summary>
/// <param name="Problem">Id of the problem.</param>
internal sealed record EnrolmentRefusal(string Problem, string Detail) : EnrolmentMessage;

using System.Text.Json.Serialization;

namespace Holdfast.Link.Messages;

/// <summary>
/// One message on the link between a portal and a node. See <c>docs/protocols/link.md</c>.
/// </summary>
/// <remarks>
/// To add a message: derive a record, add its line here, raise <see cref="LinkVersion.Current"/> when old parties must not get it, and
/// keep it as it is written in <c>tests/Holdfast.Link.Tests/Transcripts</c>.
/// </remarks>
[JsonPolymorphic(
    TypeDiscriminatorPropertyName = "type",
    UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization
)]
[JsonDerivedType(typeof(PortalHello), "portal-hello")]
[JsonDerivedType(typeof(NodeHello), "node-hello")]
[JsonDerivedType(typeof(Snapshot), "snapshot")]
[JsonDerivedType(typeof(Delta), "delta")]
[JsonDerivedType(typeof(Applied), "applied")]
[JsonDerivedType(typeof(ResyncRequest), "resync-request")]
[JsonDerivedType(typeof(NodeEvents), "events")]
[JsonDerivedType(typeof(EventsStored), "events-stored")]
[JsonDerivedType(typeof(NodeStatus), "status")]
[JsonDerivedType(typeof(CertificateRequest), "certificate-request")]
[JsonDerivedType(typeof(CertificateIssued), "certificate-issued")]
[JsonDerivedType(typeof(FailoverWanted), "failover")]
[JsonDerivedType(typeof(FailoverRequest), "failover-request")]
[JsonDerivedType(typeof(FailoverAnswer), "failover-answer")]
[JsonDerivedType(typeof(Goodbye), "goodbye")]
public abstract record LinkMessage;

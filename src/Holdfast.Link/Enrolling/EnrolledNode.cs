using System.Security.Cryptography.X509Certificates;
using Holdfast.Link.Addresses;

namespace Holdfast.Link.Enrolling;

/// <summary>A node that now obeys our authority and can be dialled.</summary>
/// <param name="NodeId">As the caller chose it.</param>
/// <param name="Address">Where to dial it.</param>
/// <param name="HostName">What the machine calls itself.</param>
/// <param name="Certificate">That it got.</param>
public sealed record EnrolledNode(string NodeId, LinkAddress Address, string HostName, X509Certificate2 Certificate);

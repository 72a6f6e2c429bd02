namespace Holdfast.Single;

/// <summary>Where a node is dialled from other machines.</summary>
/// <param name="Listen">ADDRESS:PORT of this machine.</param>
/// <param name="Address">What its enrolment code says.</param>
internal sealed record NodeLink(string Listen, string Address);

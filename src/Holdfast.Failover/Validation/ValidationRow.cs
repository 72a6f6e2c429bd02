using Holdfast.Model.Problems;

namespace Holdfast.Failover.Validation;

/// <summary>One thing that was looked at.</summary>
/// <param name="What">Such as <c>192.0.2.10 on eth0</c>.</param>
/// <param name="Bad">What is wrong with it, and what to do; null: it is good.</param>
public sealed record ValidationRow(string What, Problem? Bad);

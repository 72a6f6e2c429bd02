using Holdfast.Portal.Access;
using Holdfast.Portal.Layout;

namespace Holdfast.Portal.Features.Factors;

/// <summary>After the password: the second factor.</summary>
[AtSecondStep]
[Needs(Right.Own)]
public sealed class SecondStepModel(IProofDesk desk, IPasskeyDesk passkeys) : ProofPage(desk, passkeys);

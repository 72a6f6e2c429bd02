using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Core;

/// <summary>A <see cref="Messages.Ping"/> or <see cref="Messages.AskFor"/> that has no answer yet.</summary>
/// <param name="Target">Who has to answer.</param>
/// <param name="AskedFor">The member on whose behalf we ask, and its own number; null: ours.</param>
internal sealed record Question(HostId Target, Way Way, TimeSpan AskedAt, (HostId Host, uint Number)? AskedFor);

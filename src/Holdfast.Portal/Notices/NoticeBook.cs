using Holdfast.Data;
using Holdfast.Data.Notices;
using Holdfast.Data.Users;

namespace Holdfast.Portal.Notices;

/// <summary>Writes what people must know, in the same transaction as what it tells of. Whether and to whom it is told is decided later.</summary>
public sealed class NoticeBook(NoticeStore notices, TimeProvider clock)
{
    /// <param name="subject">What it is about, such as the name of a node.</param>
    public Task ToAdministratorsAsync(IUnitOfWork unit, NoticeKind kind, string subject, string text) =>
        AddAsync(unit, kind, subject, text, "", Guid.CreateVersion7(clock.GetUtcNow()));

    /// <param name="id">By which it can be taken back; null: nobody will.</param>
    public Task ToPersonAsync(IUnitOfWork unit, NoticeKind kind, User person, string text, Guid? id = null) =>
        AddAsync(unit, kind, person.Name, text, person.MailAddress ?? "", id ?? Guid.CreateVersion7(clock.GetUtcNow()));

    /// <summary>What it told of did not come to be. Nothing happens when it is told already.</summary>
    public Task WithdrawAsync(IUnitOfWork unit, Guid id) => notices.WithdrawAsync(unit, id);

    private Task<bool> AddAsync(
        IUnitOfWork unit,
        NoticeKind kind,
        string subject,
        string text,
        string recipient,
        Guid id
    ) =>
        notices.AddAsync(
            unit,
            new Notice
            {
                Id = id,
                At = clock.GetUtcNow(),
                Kind = kind.Name,
                Subject = subject,
                Text = text,
                Recipient = recipient,
            }
        );
}

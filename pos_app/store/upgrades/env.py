"""How alembic runs here: on the connection it is handed, inside that connection's transaction."""

from alembic import context

from pos_app.models import Base


def include_name(name: str | None, type_: str, _parents: object) -> bool:
    return type_ != "table" or name in Base.metadata.tables


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    transactional_ddl=True,
    include_name=include_name,
)
with context.begin_transaction():
    context.run_migrations()

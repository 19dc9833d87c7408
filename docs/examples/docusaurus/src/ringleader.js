/** A client module: Docusaurus runs it in the browser, and imports it on the server, where it does nothing. */
import "ringleader/element";
